// How structs become JSON. A provider's types.cc lists the members of each struct once:
//
//   static constexpr auto Describe(const Status*) {
//     return std::tuple(Field("Version", &Status::version), Field("Edge", &Status::edge));
//   }
//
// A std::optional member may be absent; all others are required.
#ifndef AUTHMOCK_CLIENT_CORE_BODY_MAPPING_H_
#define AUTHMOCK_CLIENT_CORE_BODY_MAPPING_H_

#include <cmath>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>
#include <type_traits>
#include <vector>

#include "client/core/body.h"

namespace authmock {

template <typename Struct, typename Member>
struct Field {
  constexpr Field(std::string_view name, Member Struct::*member) : name(name), member(member) {}

  std::string_view name;
  Member Struct::*member;
};

namespace body_mapping {

template <typename T>
inline constexpr bool kIsOptional = false;
template <typename T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

inline Result<void> Mismatch(const Json& value, const std::string& at, std::string_view wanted) {
  return Fail("body " + at,
              "expected " + std::string(wanted) + ", got " + std::string(TypeName(value)));
}

template <typename T>
struct Mapping;

template <typename T>
Json Write(const T& value) {
  return Mapping<T>::Write(value);
}

template <>
struct Mapping<std::string> {
  static Json Write(const std::string& value) { return value; }
  static Result<void> Read(const Json& value, const std::string& at, std::string& into) {
    if (!value.is_string()) return Mismatch(value, at, "a string");
    into = value.get_ref<const std::string&>();
    return {};
  }
  static Json Schema() { return {{"type", "string"}}; }
};

template <>
struct Mapping<bool> {
  static Json Write(bool value) { return value; }
  static Result<void> Read(const Json& value, const std::string& at, bool& into) {
    if (!value.is_boolean()) return Mismatch(value, at, "a boolean");
    into = value.get<bool>();
    return {};
  }
  static Json Schema() { return {{"type", "boolean"}}; }
};

template <>
struct Mapping<std::int64_t> {
  static Json Write(std::int64_t value) { return value; }
  static Result<void> Read(const Json& value, const std::string& at, std::int64_t& into) {
    constexpr double kLimit = 9.2e18;
    if (!value.is_number()) return Mismatch(value, at, "an integer");
    const double number = value.get<double>();  // JSON Schema takes 1.0 for an integer too
    if (std::trunc(number) != number || std::abs(number) > kLimit) {
      return Fail("body " + at, "expected an integer of 64 bits, got " + WriteJson(value));
    }
    into = value.get<std::int64_t>();
    return {};
  }
  static Json Schema() { return {{"type", "integer"}}; }
};

template <>
struct Mapping<AnyJson> {
  static Json Write(const AnyJson& value) {
    JsonText read = ReadJson(value.text);
    return std::move(read).TakeValue();
  }
  static Result<void> Read(const Json& value, const std::string&, AnyJson& into) {
    into.text = WriteJson(value);
    return {};
  }
  static Json Schema() { return Json::object(); }
};

template <typename T>
struct Mapping<Nullable<T>> {
  static Json Write(const Nullable<T>& value) {
    return value.value ? body_mapping::Write(*value.value) : Json();
  }
  static Result<void> Read(const Json& value, const std::string& at, Nullable<T>& into) {
    into.value.reset();
    return value.is_null() ? Result<void>() : Mapping<T>::Read(value, at, into.value.emplace());
  }
  static Json Schema() {
    Json schema = Mapping<T>::Schema();
    schema["type"] = {schema["type"], "null"};
    return schema;
  }
};

// Which members there are says the struct; here only the type of one that is there.
template <typename T>
struct Mapping<std::optional<T>> {
  static Json Write(const std::optional<T>& value) { return body_mapping::Write(*value); }
  static Result<void> Read(const Json& value, const std::string& at, std::optional<T>& into) {
    return Mapping<T>::Read(value, at, into.emplace());
  }
  static Json Schema() { return Mapping<T>::Schema(); }
};

template <typename T>
struct Mapping<std::vector<T>> {
  static Json Write(const std::vector<T>& items) {
    Json array = Json::array();
    for (const T& item : items) array.push_back(body_mapping::Write(item));
    return array;
  }
  static Result<void> Read(const Json& value, const std::string& at, std::vector<T>& into) {
    if (!value.is_array()) return Mismatch(value, at, "an array");
    into.clear();
    for (const Json& item : value) {
      const std::string place = Child(at, std::to_string(into.size()));
      if (auto read = Mapping<T>::Read(item, place, into.emplace_back()); !read) return read;
    }
    return {};
  }
  static Json Schema() { return {{"type", "array"}, {"items", Mapping<T>::Schema()}}; }
};

template <typename T>
struct Mapping<std::map<std::string, T>> {
  static Json Write(const std::map<std::string, T>& members) {
    Json object = Json::object();
    for (const auto& [name, member] : members) object[name] = body_mapping::Write(member);
    return object;
  }
  static Result<void> Read(const Json& value, const std::string& at,
                           std::map<std::string, T>& into) {
    if (!value.is_object()) return Mismatch(value, at, "an object");
    into.clear();
    for (const auto& [name, member] : value.items()) {
      if (auto read = Mapping<T>::Read(member, Child(at, name), into[name]); !read) return read;
    }
    return {};
  }
  static Json Schema() {
    return {{"type", "object"}, {"additionalProperties", Mapping<T>::Schema()}};
  }
};

// A struct with a Describe.
template <typename T>
struct Mapping {
  static constexpr auto Fields() { return Describe(static_cast<const T*>(nullptr)); }

  template <typename Visit>
  static void ForEach(const Visit& visit) {
    std::apply([&](const auto&... field) { (visit(field), ...); }, Fields());
  }

  static Json Write(const T& body) {
    Json object = Json::object();
    ForEach([&](const auto& field) {
      const auto& member = body.*field.member;
      if constexpr (kIsOptional<std::decay_t<decltype(member)>>) {
        if (!member) return;
      }
      object[std::string(field.name)] = body_mapping::Write(member);
    });
    return object;
  }

  static Result<void> Read(const Json& value, const std::string& at, T& into) {
    if (!value.is_object()) return Mismatch(value, at, "an object");
    Result<void> result;
    ForEach([&](const auto& field) {
      if (result) result = ReadMember(value, at, field.name, into.*field.member);
    });
    return result;
  }

  template <typename Member>
  static Result<void> ReadMember(const Json& object, const std::string& at, std::string_view name,
                                 Member& into) {
    const std::string place = Child(at, name);
    const auto found = object.find(std::string(name));
    if (found != object.end()) return Mapping<Member>::Read(*found, place, into);
    if constexpr (kIsOptional<Member>) {
      into.reset();
      return {};
    }
    return Fail("body " + place, "is missing");
  }

  static Json Schema() {
    Json properties = Json::object();
    Json required = Json::array();
    ForEach([&](const auto& field) {
      using Member = std::decay_t<decltype(std::declval<T>().*field.member)>;
      properties[std::string(field.name)] = Mapping<Member>::Schema();
      if (!kIsOptional<Member>) required.push_back(std::string(field.name));
    });
    return {{"type", "object"}, {"required", required}, {"properties", properties}};
  }
};

}  // namespace body_mapping

template <typename T>
std::string Body<T>::Write(const T& body) {
  return WriteJson(body_mapping::Mapping<T>::Write(body));
}

template <typename T>
Result<T> Body<T>::Read(const Json& value) {
  T body{};
  if (auto read = body_mapping::Mapping<T>::Read(value, "", body); !read) {
    return tl::unexpected(read.error());
  }
  return body;
}

template <typename T>
Json Body<T>::Schema() {
  return body_mapping::Mapping<T>::Schema();
}

}  // namespace authmock

#endif  // AUTHMOCK_CLIENT_CORE_BODY_MAPPING_H_
