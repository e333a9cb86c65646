"""embed_files(): files compiled into the binary, so that it needs no data directory."""

load("@rules_cc//cc:defs.bzl", "cc_library")

def embed_files(name, srcs, function, namespace, visibility = None):
    """A cc_library with `std::span<const EmbeddedFile> NAMESPACE::FUNCTION()` in NAME.h.

    Args:
      name: of the library, and of its header.
      srcs: the files; their paths from the project's root are their names.
      function: the function to define.
      namespace: the namespace it stands in.
      visibility: of the library.
    """
    native.genrule(
        name = name + "_source",
        srcs = srcs,
        outs = [name + ".h", name + ".cc"],
        cmd = "$(execpath //bazel:embed) $(location %s.h) $(location %s.cc) %s %s $(SRCS)" %
              (name, name, function, namespace),
        tools = ["//bazel:embed"],
    )
    cc_library(
        name = name,
        srcs = [name + ".cc"],
        hdrs = [name + ".h"],
        visibility = visibility,
        deps = ["//base:embedded"],
    )
