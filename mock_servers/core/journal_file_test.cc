#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <thread>

#include "mock_servers/core/journal.h"

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string FilePath(const std::string& name) {
  return std::string(std::getenv("TEST_TMPDIR")) + "/" + name;
}

std::string TextOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> LinesOf(const std::string& path) {
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

Exchange SomeExchange() {
  return {.request = {.method = "GET", .target = "/"},
          .response = {.status = 200, .body = std::string(100, 'x')}};
}

TEST(JournalFile, HoldsALineForEachExchange) {
  const std::string path = FilePath("lines.jsonl");
  Journal journal{Redactor()};
  ASSERT_TRUE(journal.OpenFile(path));

  const auto exchange = journal.Append(SomeExchange());
  journal.Append(SomeExchange());

  const auto lines = LinesOf(path);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0], journal.ToLine(*exchange));
  EXPECT_THAT(lines[1], StartsWith("{\"number\":2,"));
}

TEST(JournalFile, IsAppendedToByTheNextRun) {
  const std::string path = FilePath("two_runs.jsonl");
  for (int run = 0; run < 2; ++run) {
    Journal journal{Redactor()};
    ASSERT_TRUE(journal.OpenFile(path));
    journal.Append(SomeExchange());
  }

  EXPECT_EQ(LinesOf(path).size(), 2u);
}

TEST(JournalFile, EndsALineThatAKilledRunLeftUnfinished) {
  const std::string path = FilePath("unfinished.jsonl");
  std::ofstream(path) << "{\"number\":1}\n{\"numb";
  Journal journal{Redactor()};
  ASSERT_TRUE(journal.OpenFile(path));

  journal.Append(SomeExchange());

  const auto lines = LinesOf(path);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[1], "{\"numb");
  EXPECT_TRUE(ReadJson(lines[2]).ok());
}

TEST(JournalFile, SaysWhyItCannotBeOpened) {
  Journal journal{Redactor()};

  const auto opened = journal.OpenFile("/nowhere/run.jsonl");

  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().Text(),
              AllOf(StartsWith("/nowhere/run.jsonl: "), HasSubstr("No such file")));
}

TEST(JournalFile, SaysWhenTheDiskTookNoMore) {
  Journal journal{Redactor()};
  ASSERT_TRUE(journal.OpenFile("/dev/full"));
  EXPECT_EQ(journal.file_trouble(), "");

  journal.Append(SomeExchange());

  EXPECT_THAT(journal.file_trouble(), HasSubstr("No space left"));
  EXPECT_EQ(journal.Read().size(), 1u);
}

TEST(JournalFile, KeepsLinesWholeAmongThreads) {
  const std::string path = FilePath("threads.jsonl");
  Journal journal{Redactor()};
  ASSERT_TRUE(journal.OpenFile(path));
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int j = 0; j < 50; ++j) journal.Append(SomeExchange());
      });
    }
  }

  const auto lines = LinesOf(path);

  ASSERT_EQ(lines.size(), 200u);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    EXPECT_THAT(lines[i], StartsWith("{\"number\":" + std::to_string(i + 1) + ","));
  }
}

// A process that journals until it is killed; it tells through `progress` what it has appended.
[[noreturn]] void AppendForEver(const std::string& path, int progress) {
  Journal journal{Redactor()};
  if (!journal.OpenFile(path)) _exit(1);
  while (true) {
    journal.Append(SomeExchange());
    if (write(progress, ".", 1) != 1) _exit(1);
  }
}

TEST(JournalFile, LosesAtMostTheLastLineWhenTheProcessIsKilled) {
  const std::string path = FilePath("killed.jsonl");
  int progress[2];
  ASSERT_EQ(pipe(progress), 0);
  const pid_t child = fork();
  if (child == 0) AppendForEver(path, progress[1]);
  close(progress[1]);
  std::size_t appended = 0;
  char dots[64];
  while (appended < 300) {
    const ssize_t count = read(progress[0], dots, sizeof dots);
    ASSERT_GT(count, 0) << "the child ended by itself";
    appended += static_cast<std::size_t>(count);
  }

  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  for (ssize_t count = 0; (count = read(progress[0], dots, sizeof dots)) > 0;) {
    appended += static_cast<std::size_t>(count);
  }
  close(progress[0]);

  const std::string text = TextOf(path);
  const auto lines = LinesOf(path);
  const std::size_t whole = lines.size() - (text.ends_with('\n') ? 0 : 1);
  EXPECT_GE(whole, appended);
  for (std::size_t i = 0; i < whole; ++i) {
    EXPECT_THAT(lines[i], StartsWith("{\"number\":" + std::to_string(i + 1) + ","));
    EXPECT_TRUE(ReadJson(lines[i]).ok()) << lines[i];
  }
}

}  // namespace
}  // namespace authmock
