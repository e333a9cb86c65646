"""A parser of untrusted input as a fuzz target and as a plain test."""

load("@rules_cc//cc:defs.bzl", "cc_binary", "cc_test")

def fuzz_target(name, deps = []):
    """NAME.cc becomes two programs over corpus/NAME/.

    NAME_corpus_test runs in every build. NAME_fuzz searches for more, with clang-14 and
    libclang-rt-14-dev:
      bazel run --config=fuzz //fuzz:NAME_fuzz -- $PWD/fuzz/corpus/NAME

    Args:
      name: of the source and of the corpus.
      deps: what the source includes besides //base.
    """
    cc_test(
        name = name + "_corpus_test",
        size = "small",
        srcs = [
            "corpus_test.cc",
            "fuzz.h",
            name + ".cc",
        ],
        data = native.glob(["corpus/%s/*" % name]),
        local_defines = ['AUTHMOCK_CORPUS=\\"fuzz/corpus/%s\\"' % name],
        deps = deps + [
            "//base",
            "//third_party:gtest_main",
        ],
    )

    # Only libFuzzer has a main for it.
    cc_binary(
        name = name + "_fuzz",
        testonly = True,
        srcs = [
            "fuzz.h",
            name + ".cc",
        ],
        tags = ["manual"],
        deps = deps + ["//base"],
    )
