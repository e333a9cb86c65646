// What the core costs: bazel run -c opt //mock_servers/core:core_bench
#include <benchmark/benchmark.h>

#include "base/random.h"
#include "mock_servers/core/fake_provider.h"
#include "mock_servers/core/pipeline.h"
#include "mock_servers/core/tokens.h"

namespace authmock {
namespace {

// A login through the whole pipeline, without a socket.
void PipelineServesALogin(benchmark::State& state) {
  const auto parts = FakeParts();
  Pipeline pipeline(*parts);
  const Request request = LogInRequest();
  for (auto _ : state) benchmark::DoNotOptimize(pipeline.Serve(request));
}
BENCHMARK(PipelineServesALogin);

Token Numbered(std::size_t number, bool self_contained) {
  const std::string id = std::to_string(number);
  return {.id = id, .kind = "session", .text = "text" + id, .self_contained = self_contained};
}

// Checks one token of as many as the argument says, picked at random: what a million cost more than
// a thousand is the memory's latency.
void TokenTableFinds(benchmark::State& state) {
  TokenTable table;
  const auto size = static_cast<std::size_t>(state.range(0));
  for (std::size_t i = 0; i < size; ++i) table.Issue(Numbered(i, false));
  SeededRandom random(1);
  for (auto _ : state) {
    const std::string text = "text" + std::to_string(random.Next() % size);
    benchmark::DoNotOptimize(table.FindByText("session", text));
  }
}
BENCHMARK(TokenTableFinds)->Arg(1'000)->Arg(1'000'000);

// Issues and erases one beside as many.
void TokenTableIssues(benchmark::State& state) {
  TokenTable table;
  std::size_t next = 0;
  while (next < static_cast<std::size_t>(state.range(0))) table.Issue(Numbered(next++, false));
  for (auto _ : state) {
    const std::string id = table.Issue(Numbered(next++, false)).id;
    table.Erase(id);
  }
}
BENCHMARK(TokenTableIssues)->Arg(1'000)->Arg(1'000'000);

// Issues self-contained ones, of which the table forgets the oldest by itself.
void TokenTableForgets(benchmark::State& state) {
  TokenTable table;
  std::size_t next = 0;
  for (auto _ : state) table.Issue(Numbered(next++, true));
}
BENCHMARK(TokenTableForgets);

}  // namespace
}  // namespace authmock

BENCHMARK_MAIN();
