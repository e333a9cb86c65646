"""The same targets for every provider's folder, so that its BUILD file is two lines."""

load("@rules_cc//cc:defs.bzl", "cc_library")
load("//bazel:tests.bzl", "cc_tests")

def _library(name, core, deps = []):
    """Everything in the folder but its tests."""
    cc_library(
        name = name,
        srcs = native.glob(["*.cc"], exclude = ["*_test.cc"]),
        hdrs = native.glob(["*.h"]),
        visibility = ["//visibility:public"],
        deps = [
            "//base",
            core,
            "//schemas/contract",
            "//third_party:expected",
            "//third_party:json",
        ] + deps,
    )

def mock_provider(name, deps = []):
    """The mock of one API, and a test target for each *_test.cc beside it.

    Args:
      name: the provider's, which is the folder's.
      deps: what it shares with others, as with those whose servers speak the same language.
    """
    _library(name, "//mock_servers/core", deps)
    cc_tests(
        deps = [
            ":" + name,
            "//base",
            "//client/core",
            "//mock_servers:all_providers",
            "//mock_servers/core",
            "//mock_servers/core:provider_rig",
            "//schemas/contract",
            "//third_party:json",
            "//third_party:rapidcheck",
        ],
    )

def api_client(name):
    """The typed client of one API, and a test target for each *_test.cc beside it.

    Args:
      name: the provider's, which is the folder's.
    """
    _library(name, "//client/core")
    cc_tests(
        deps = [
            ":" + name,
            "//base",
            "//client/core",
            "//client/core:call_matchers",
            "//client/core:schema_shape",
            "//client/core:scripted_server",
            "//mock_servers:all_providers",
            "//mock_servers/core",
            "//schemas/contract",
            "//third_party:json",
        ],
    )
