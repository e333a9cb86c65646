"""The same targets for every provider's folder, so that its BUILD file is two lines."""

load("@rules_cc//cc:defs.bzl", "cc_library", "cc_test")

def mock_provider(name):
    """The mock of one API, and a test target for each *_test.cc beside it.

    Args:
      name: the provider's, which is the folder's.
    """
    cc_library(
        name = name,
        srcs = native.glob(["*.cc"], exclude = ["*_test.cc"]),
        hdrs = native.glob(["*.h"]),
        visibility = ["//visibility:public"],
        deps = [
            "//base",
            "//mock_servers/core",
            "//schemas/contract",
            "//third_party:expected",
            "//third_party:json",
        ],
    )
    for source in native.glob(["*_test.cc"]):
        cc_test(
            name = source[:-len(".cc")],
            size = "small",
            srcs = [source],
            deps = [
                ":" + name,
                "//base",
                "//client/core",
                "//mock_servers:all_providers",
                "//mock_servers/core",
                "//schemas/contract",
                "//third_party:gtest_main",
                "//third_party:json",
                "//third_party:rapidcheck",
            ],
        )

def api_client(name):
    """The typed client of one API, and a test target for each *_test.cc beside it.

    Args:
      name: the provider's, which is the folder's.
    """
    cc_library(
        name = name,
        srcs = native.glob(["*.cc"], exclude = ["*_test.cc"]),
        hdrs = native.glob(["*.h"]),
        visibility = ["//visibility:public"],
        deps = [
            "//base",
            "//client/core",
            "//schemas/contract",
            "//third_party:expected",
            "//third_party:json",
        ],
    )
    for source in native.glob(["*_test.cc"]):
        cc_test(
            name = source[:-len(".cc")],
            size = "small",
            srcs = [source],
            deps = [
                ":" + name,
                "//base",
                "//client/core",
                "//client/core:call_matchers",
                "//client/core:schema_shape",
                "//mock_servers:all_providers",
                "//mock_servers/core",
                "//schemas/contract",
                "//third_party:gtest_main",
                "//third_party:json",
            ],
        )
