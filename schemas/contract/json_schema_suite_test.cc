// Holds Schema against the official JSON-Schema-Test-Suite: each of its tests becomes one of ours.
// usage: json_schema_suite_test FILE...
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "schemas/contract/json_schema.h"

namespace authmock {
namespace {

// Part of the suite that is outside our subset. Each must be refused when it is compiled.
struct Outside {
  std::string_view file{};
  std::string_view group{};  // empty: every group of the file
  std::string_view why{};
  bool met = false;
};

constexpr std::string_view kRemote = "references stay within the document";
constexpr std::string_view kTuples = "`items` is one schema, as in OpenAPI 3.1";
constexpr std::string_view kFormat = "not one of our formats";

Outside outside[] = {
    {"additionalItems.json", "additionalItems as schema", kTuples},
    {"additionalItems.json", "items is schema, no additionalItems", "no keyword of OpenAPI 3.1"},
    {"additionalItems.json", "array of items with no additionalItems", kTuples},
    {"additionalItems.json", "additionalItems as false without items", "no keyword of OpenAPI 3.1"},
    {"additionalItems.json", "additionalItems are allowed by default", kTuples},
    {"definitions.json", "", kRemote},
    {"dependencies.json", "", "no keyword of OpenAPI 3.1"},
    {"items.json", "an array of schemas for items", kTuples},
    {"items.json", "items with boolean schemas", kTuples},
    {"optional/content.json", "", "nobody checks contentMediaType and contentEncoding"},
    {"optional/format/idn-email.json", "", kFormat},
    {"optional/format/idn-hostname.json", "", kFormat},
    {"optional/format/iri-reference.json", "", kFormat},
    {"optional/format/iri.json", "", kFormat},
    {"optional/format/relative-json-pointer.json", "", kFormat},
    {"optional/format/uri-template.json", "", kFormat},
    {"ref.json", "relative pointer ref to array", kTuples},
    {"ref.json", "escaped pointer ref", "schemas stand below $defs, not below unknown keywords"},
    {"ref.json", "remote ref, containing refs itself", kRemote},
    {"ref.json", "Recursive references between schemas", kRemote},
    {"refRemote.json", "", kRemote},
};

// Tests that have another answer in OpenAPI 3.1, which follows the draft of 2020-12.
struct Otherwise {
  std::string_view file{};
  std::string_view group{};
  std::string_view test{};
  std::string_view why{};
  bool met = false;
};

Otherwise otherwise[] = {
    {"ref.json", "ref overrides any sibling keywords", "ref valid, maxItems ignored",
     "keywords beside $ref count"},
};

template <typename Entry>
bool Meet(Entry& entry) {
  entry.met = true;
  return true;
}

bool IsOutside(std::string_view file, std::string_view group) {
  return std::ranges::any_of(outside, [&](Outside& entry) {
    return entry.file == file && (entry.group.empty() || entry.group == group) && Meet(entry);
  });
}

bool IsOtherwise(std::string_view file, std::string_view group, std::string_view test) {
  return std::ranges::any_of(otherwise, [&](Otherwise& entry) {
    return entry.file == file && entry.group == group && entry.test == test && Meet(entry);
  });
}

class GroupIsRefused : public testing::Test {
 public:
  explicit GroupIsRefused(Json schema) : schema_(std::move(schema)) {}
  void TestBody() override { EXPECT_FALSE(Schema::Compile("suite", schema_).has_value()); }

 private:
  Json schema_;
};

class InstanceIsJudged : public testing::Test {
 public:
  InstanceIsJudged(std::shared_ptr<const Result<Schema>> schema, Json instance, bool valid)
      : schema_(std::move(schema)), instance_(std::move(instance)), valid_(valid) {}

  void TestBody() override {
    ASSERT_TRUE(schema_->has_value()) << schema_->error().Text();
    std::vector<Violation> violations{};

    (*schema_)->Validate(instance_, violations);

    EXPECT_EQ(violations.empty(), valid_);
    EXPECT_EQ((*schema_)->Accepts(instance_), valid_);
  }

 private:
  std::shared_ptr<const Result<Schema>> schema_;
  Json instance_;
  bool valid_;
};

std::string Name(std::size_t number, std::string_view description) {
  std::string name = std::to_string(number) + "_";
  for (const char c : description) name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return name;
}

// Registers the tests of one file; returns how many.
std::size_t Register(const std::string& file, const Json& groups) {
  const std::string suite = "Suite/" + file.substr(0, file.rfind('.'));
  std::size_t number = 0;
  for (const Json& group : groups) {
    const std::string about = TextAt(group, "/description");
    const Json schema = group.at("schema");
    if (IsOutside(file, about)) {
      testing::RegisterTest(suite.c_str(), Name(number++, about + " is refused").c_str(), nullptr,
                            nullptr, __FILE__, __LINE__,
                            [schema]() -> testing::Test* { return new GroupIsRefused(schema); });
      continue;
    }
    const auto compiled = std::make_shared<const Result<Schema>>(Schema::Compile("suite", schema));
    for (const Json& test : group.at("tests")) {
      const std::string says = TextAt(test, "/description");
      const bool valid = test.at("valid").get<bool>() != IsOtherwise(file, about, says);
      const Json instance = test.at("data");
      testing::RegisterTest(suite.c_str(), Name(number++, about + " " + says).c_str(), nullptr,
                            nullptr, __FILE__, __LINE__,
                            [compiled, instance, valid]() -> testing::Test* {
                              return new InstanceIsJudged(compiled, instance, valid);
                            });
    }
  }
  return number;
}

// Every exception that is written down was needed.
TEST(JsonSchemaSuite, HasEveryGroupThatIsListedAsOutside) {
  for (const Outside& entry : outside) {
    EXPECT_TRUE(entry.met) << entry.file << " " << entry.group << ": " << entry.why;
  }
  for (const Otherwise& entry : otherwise) {
    EXPECT_TRUE(entry.met) << entry.file << " " << entry.test << ": " << entry.why;
  }
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Later versions of Bazel lay another repository beside ours instead of below external/.
std::string Found(const std::string& path) {
  constexpr std::string_view kExternal = "external/";
  if (std::filesystem::exists(path) || !path.starts_with(kExternal)) return path;
  return "../" + path.substr(kExternal.size());
}

int RunSuite(const std::vector<std::string>& paths) {
  constexpr std::string_view kFolder = "/draft7/";
  std::size_t count = 0;
  for (const std::string& path : paths) {
    const Result<Json> groups = ParseJsonFile(path, ReadFile(Found(path)));
    if (!groups) {
      std::cerr << groups.error().Text() << "\n";
      return 1;
    }
    count += Register(path.substr(path.find(kFolder) + kFolder.size()), *groups);
  }
  std::cout << "registered " << count << " tests of " << paths.size() << " files\n";
  return count == 0 ? 1 : RUN_ALL_TESTS();
}

}  // namespace
}  // namespace authmock

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  return authmock::RunSuite({argv + 1, argv + argc});
}
