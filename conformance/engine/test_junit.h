// What CI systems demand of a JUnit file: the common ground of the two published schemas (Ant's and
// Jenkins'), checked without an XML Schema processor.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_TEST_JUNIT_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_TEST_JUNIT_H_

#include <algorithm>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/engine/plain_text.h"

namespace authmock {

class JunitChecker {
 public:
  // Sentences about what is wrong; none if the text is a valid report.
  static std::vector<std::string> Check(const std::string& xml) {
    JunitChecker checker{};
    checker.Text(xml);
    return checker.faults_;
  }

 private:
  using Names = std::set<std::string>;

  void Text(const std::string& xml) {
    Demand(XmlText(xml) == xml, "a character that XML forbids");
    // Forbidden characters do not become legal by being written as references.
    for (std::size_t at = 0; (at = xml.find("&#", at)) != std::string::npos; ++at) {
      const std::string reference = xml.substr(at, xml.find(';', at) - at);
      Demand(Names{"&#9", "&#09", "&#10", "&#13"}.contains(reference), "reference " + reference);
    }
    pugi::xml_document document{};
    const pugi::xml_parse_result parsed = document.load_string(xml.c_str(), pugi::parse_full);
    Demand(parsed, std::string("not well-formed: ") + parsed.description());
    if (parsed) Root(document.document_element());
  }

  void Root(pugi::xml_node root) {
    Demand(std::string_view(root.name()) == "testsuites", "the root is not testsuites");
    Attributes(root, {}, {"name", "time", "tests", "failures", "errors"});
    int id = 0;
    for (const pugi::xml_node suite : root.children()) {
      Demand(std::string_view(suite.name()) == "testsuite", "a child that is no testsuite");
      Demand(suite.attribute("id").as_int(-1) == id++, "ids do not count from 0");
      Suite(suite);
    }
  }

  void Suite(pugi::xml_node suite) {
    Attributes(
        suite,
        {"name", "package", "id", "timestamp", "hostname", "tests", "failures", "errors", "time"},
        {"skipped"});
    Pattern(suite, "timestamp", "dddd-dd-ddTdd:dd:dd");
    Decimal(suite, "time");
    std::string order{};
    for (const pugi::xml_node child : suite.children()) {
      const std::string name = child.name();
      if (name != "testcase" || !order.ends_with(" testcase")) order += " " + name;
      if (name == "testcase") Case(child);
      if (name == "properties") Properties(child);
    }
    Demand(order == " properties testcase system-out system-err", "children are:" + order);
    Count(suite, "tests", {"testcase"});
    Count(suite, "failures", {"testcase", "failure"});
    Count(suite, "errors", {"testcase", "error"});
    Count(suite, "skipped", {"testcase", "skipped"});
  }

  void Case(pugi::xml_node node) {
    Attributes(node, {"name", "classname", "time"}, {});
    Decimal(node, "time");
    const auto children = std::distance(node.begin(), node.end());
    Demand(children <= 1, "a testcase with more than one outcome");
    for (const pugi::xml_node child : node.children()) {
      const std::string name = child.name();
      Demand(Names{"skipped", "error", "failure"}.contains(name), "a testcase holds " + name);
      if (name == "skipped") {
        Attributes(child, {}, {"message", "type"});
      } else {
        Attributes(child, {"type"}, {"message"});
      }
      for (const pugi::xml_node inner : child.children()) {
        Demand(inner.type() == pugi::node_pcdata, "an outcome holds more than text");
      }
    }
  }

  void Properties(pugi::xml_node properties) {
    for (const pugi::xml_node property : properties.children()) {
      Demand(std::string_view(property.name()) == "property", "properties hold something else");
      Attributes(property, {"name", "value"}, {});
      Demand(property.attribute("name").value()[0] != '\0', "a property without a name");
    }
  }

  void Attributes(pugi::xml_node node, const Names& required, const Names& optional) {
    Names left = required;
    for (const pugi::xml_attribute attribute : node.attributes()) {
      const std::string name = attribute.name();
      const bool known = left.erase(name) > 0 || optional.contains(name);
      Demand(known, std::string(node.name()) + " has " + name);
    }
    for (const std::string& name : left) Demand(false, std::string(node.name()) + " lacks " + name);
  }

  // 'd' stands for a digit.
  void Pattern(pugi::xml_node node, const char* name, std::string_view pattern) {
    const std::string_view value = node.attribute(name).value();
    const bool fits = std::ranges::equal(
        value, pattern, [](char c, char p) { return p == 'd' ? '0' <= c && c <= '9' : c == p; });
    Demand(fits, std::string(name) + " is " + std::string(value));
  }

  void Decimal(pugi::xml_node node, const char* name) {
    const std::string value = node.attribute(name).value();
    const std::size_t point = value.find('.');
    const bool digits = !value.empty() && point != 0 &&
                        value.find_first_not_of("0123456789.") == std::string::npos &&
                        point == value.rfind('.');
    Demand(digits, std::string(name) + " is " + value);
  }

  void Count(pugi::xml_node suite, const char* attribute, const std::vector<std::string>& path) {
    int count = 0;
    for (const pugi::xml_node node : suite.children(path[0].c_str())) {
      count += path.size() == 1 || node.child(path[1].c_str()) ? 1 : 0;
    }
    Demand(suite.attribute(attribute).as_int(-1) == count, std::string(attribute) + " is wrong");
  }

  void Demand(bool holds, std::string fault) {
    if (!holds) faults_.push_back(std::move(fault));
  }

  std::vector<std::string> faults_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_TEST_JUNIT_H_
