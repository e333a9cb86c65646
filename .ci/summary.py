"""Adds up the test.xml files of the last `bazel test` and prints one closing line.

usage: summary.py TESTLOGS BAZEL_EXIT_CODE LABEL...
"""
import pathlib
import sys
import xml.etree.ElementTree


def outcomes(label, logs):
    """One word for each test case of a target."""
    package, name = label.removeprefix("//").split(":")
    files = sorted((logs / package / name).rglob("test.xml"))
    files = [file for file in files if "test_attempts" not in file.parts]
    if not files:
        print(f"FAILED {label}: no result, it did not build or did not run")
        yield "failed"
    for file in files:
        cases = list(xml.etree.ElementTree.parse(file).getroot().iter("testcase"))
        for case in cases:
            if case.find("failure") is not None or case.find("error") is not None:
                print(f"FAILED {label} {case.get('classname')}.{case.get('name')}")
                yield "failed"
            elif case.find("skipped") is not None or case.get("result") == "skipped":
                yield "skipped"
            elif case.get("status") == "notrun":
                print(f"FAILED {label} {case.get('classname')}.{case.get('name')}: disabled")
                yield "failed"
            else:
                yield "passed"
        if not cases:
            print(f"FAILED {label}: no test case ran")
            yield "failed"


def main():
    logs, code, labels = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    results = [outcome for label in labels for outcome in outcomes(label, logs)]
    passed, failed, skipped = (results.count(word) for word in ("passed", "failed", "skipped"))
    if code and not failed:
        print(f"FAILED bazel itself, with exit code {code}")
        failed = 1
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


sys.exit(main())
