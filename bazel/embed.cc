// Writes a C++ header and source that hold the bytes of files.
// usage: embed HEADER SOURCE FUNCTION NAMESPACE FILE...
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace {

// A string literal of any bytes, split into pieces that every compiler accepts.
void WriteLiteral(std::ostream& out, const std::string& bytes) {
  out << '"';
  std::size_t column = 0;
  for (const unsigned char byte : bytes) {
    if (byte >= ' ' && byte < 127 && byte != '"' && byte != '\\' && byte != '?') {
      out << static_cast<char>(byte);
      column += 1;
    } else {
      char octal[5];
      std::snprintf(octal, sizeof octal, "\\%03o", byte);
      out << octal;
      column += 4;
    }
    if (column > 90) {
      out << "\"\n    \"";
      column = 0;
    }
  }
  out << '"';
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 6) {
    std::cerr << "usage: embed HEADER SOURCE FUNCTION NAMESPACE FILE...\n";
    return 2;
  }
  const std::string function = argv[3];
  const std::string name_space = argv[4];
  std::ofstream header(argv[1]);
  header << "#pragma once\n#include <span>\n#include \"base/embedded.h\"\nnamespace " << name_space
         << " {\nstd::span<const authmock::EmbeddedFile> " << function << "();\n}\n";
  std::ofstream source(argv[2]);
  source << "#include <span>\n#include <string_view>\n#include \"base/embedded.h\"\nnamespace "
         << name_space << " {\nnamespace {\nconstexpr authmock::EmbeddedFile kFiles[] = {\n";
  for (int i = 5; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    if (!in) {
      std::cerr << "cannot read " << argv[i] << "\n";
      return 1;
    }
    source << "  {\"" << argv[i] << "\", std::string_view(\n    ";
    WriteLiteral(source, bytes);
    source << ", " << bytes.size() << ")},\n";
  }
  source << "};\n}  // namespace\nstd::span<const authmock::EmbeddedFile> " << function
         << "() { return kFiles; }\n}\n";
  return header.good() && source.good() ? 0 : 1;
}
