"""The libraries as Debian installs them, one local repository each."""

_LIBRARIES = [
    "cli11",
    "cpp-httplib",
    "date",
    "google_benchmark",
    "googletest",
    "nlohmann_json",
    "openssl",
    "pugixml",
    "rapidcheck",
    "rules_cc",
    "spdlog",
    "tl_expected",
]

def debian_libraries():
    for name in _LIBRARIES:
        native.local_repository(
            name = name,
            path = "third_party/debian/" + name,
        )
    native.new_local_repository(
        name = "json_schema_test_suite",
        build_file = "//third_party:json_schema_test_suite.BUILD",
        path = "/usr/share/json-schema-test-suite",
    )
