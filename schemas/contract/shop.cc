#include "schemas/contract/shop.h"

#include <nlohmann/json.hpp>

namespace authmock {
namespace {

constexpr char kDocument[] = R"json({
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1"},
  "x-deployed-versions": ["1.0", "1.1"],
  "servers": [{"url": "https://shop.example/api/"}],
  "security": [{"key": []}, {"session": [], "pin": []}],
  "paths": {
    "/session": {
      "post": {
        "operationId": "log_in",
        "summary": "Log in",
        "security": [],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Login"}},
            "application/x-www-form-urlencoded": {"schema": {"$ref": "#/components/schemas/Login"}}
          }
        },
        "responses": {
          "200": {
            "description": "A session",
            "headers": {
              "X-Kind": {"$ref": "#/components/headers/Kind"},
              "X-Left": {"required": true, "schema": {"type": "integer", "minimum": 0}}
            },
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Session"}}}
          },
          "400": {
            "description": "Not understood",
            "content": {
              "application/json": {"schema": {"$ref": "#/components/schemas/Problem"}},
              "text/plain": {"schema": {"type": "string", "maxLength": 20}, "x-dialect": "deployed"}
            }
          },
          "401": {"$ref": "#/components/responses/Refused"},
          "429": {"description": "Too often", "x-basis": "observed", "x-dialect": "deployed"}
        }
      }
    },
    "/items": {
      "get": {
        "operationId": "find_items",
        "parameters": [
          {"name": "limit", "in": "query", "required": true,
           "schema": {"type": "integer", "minimum": 1}},
          {"name": "sort", "in": "query", "schema": {"enum": ["name", "price"]}},
          {"name": "X-Trace", "in": "header", "schema": {"type": "string", "format": "uuid"}},
          {"name": "theme", "in": "cookie", "required": true, "schema": {"type": "boolean"}},
          {"name": "voucher", "in": "query",
           "schema": {"type": "string", "minLength": 4, "x-secret": "token"}}
        ],
        "responses": {
          "200": {
            "description": "Items",
            "content": {
              "application/json": {
                "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}
              }
            }
          }
        }
      }
    },
    "/items/latest": {
      "get": {
        "operationId": "latest_item",
        "x-dialect": "deployed",
        "security": [{}, {"key": []}],
        "responses": {"204": {"description": "There is none"}}
      }
    },
    "/items/{id}": {
      "parameters": [{"$ref": "#/components/parameters/Id"}],
      "get": {
        "operationId": "get_item",
        "responses": {"204": {"description": "Gone"}}
      },
      "delete": {
        "operationId": "delete_item",
        "parameters": [
          {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}
        ],
        "responses": {"204": {"description": "Deleted"}}
      }
    },
    "/ping": {
      "get": {
        "operationId": "ping",
        "x-companion": true,
        "security": [],
        "responses": {"204": {"description": "Here"}}
      }
    }
  },
  "components": {
    "securitySchemes": {
      "key": {"type": "http", "scheme": "bearer"},
      "session": {"type": "apiKey", "in": "cookie", "name": "sid"},
      "pin": {"type": "apiKey", "in": "query", "name": "pin"}
    },
    "parameters": {
      "Id": {"name": "id", "in": "path", "required": true,
             "schema": {"$ref": "#/components/schemas/Id"}}
    },
    "headers": {
      "Kind": {"x-basis": "observed", "x-dialect": "deployed", "schema": {"const": "shop"}}
    },
    "responses": {
      "Refused": {
        "description": "Refused",
        "x-body-optional": true,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
      }
    },
    "schemas": {
      "Id": {"type": "integer", "minimum": 1},
      "Item": {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"$ref": "#/components/schemas/Id"}}
      },
      "Login": {
        "type": "object",
        "required": ["user", "password"],
        "additionalProperties": false,
        "properties": {
          "user": {"type": "string", "pattern": "^[a-z]+$"},
          "password": {"type": "string", "pattern": "^[a-z-]+$", "x-secret": "password"}
        }
      },
      "Session": {
        "type": "object",
        "required": ["token"],
        "properties": {
          "token": {"type": "string", "minLength": 4, "x-secret": "token"},
          "old_tokens": {"type": "array", "items": {"type": "string", "x-secret": "token"}}
        }
      },
      "Problem": {
        "type": "object",
        "required": ["message"],
        "properties": {"message": {"type": "string"}}
      }
    }
  }
})json";

constexpr char kStatements[] = R"json({
  "provider": "shop",
  "statements": [
    {"id": "log_in_is_public", "basis": "documented", "dialect": "documented",
     "says": "Whoever knows a password gets a session.", "source": "the document, Log in",
     "operations": ["log_in"]},
    {"id": "log_in_is_limited", "basis": "observed", "dialect": "deployed", "versions": ["1.1"],
     "says": "The sixth login in a minute is refused with 429.", "source": "seen by hand",
     "operations": ["log_in", "ping"], "contradicts": "log_in_is_public"},
    {"id": "items_are_sorted", "basis": "inferred",
     "says": "Items are sorted by name.", "source": "our guess", "operations": ["find_items"]}
  ]
})json";

}  // namespace

Json ShopDocument() { return ParseJsonFile("shop.json", kDocument).value(); }
Json ShopStatements() { return ParseJsonFile("statements.json", kStatements).value(); }

std::shared_ptr<const Contract> Shop() {
  static const std::shared_ptr<const Contract> shop =
      Contract::Load("shop.json", ShopDocument(), "statements.json", ShopStatements()).value();
  return shop;
}

}  // namespace authmock
