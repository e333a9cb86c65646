"""cc_tests(): a test target for each *_test.cc of a folder, so that a new test file needs no entry."""

load("@rules_cc//cc:defs.bzl", "cc_test")

def cc_tests(deps, exclude = [], data = []):
    """Every *_test.cc beside the BUILD file becomes a target of its own, named after the file.

    Args:
      deps: of each; GoogleTest with its main is among them anyway.
      exclude: files that have targets written out.
      data: files that each may read.
    """
    for source in native.glob(["*_test.cc"], exclude = exclude):
        cc_test(
            name = source[:-len(".cc")],
            size = "small",
            srcs = [source],
            data = data,
            # Properties are tried on the same values in every run; fuzz/ looks for others.
            env = {"RC_PARAMS": "seed=1"},
            deps = deps + ["//third_party:gtest_main"],
        )
