// What the core costs: bazel run -c opt //mock_servers/core:core_bench
#include <benchmark/benchmark.h>

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

// Issue, look up and erase beside as many tokens as the argument says: the figures of 1,000 and of
// 1,000,000 are to differ by the caches' part only.
void TokenTableBeside(benchmark::State& state) {
  TokenTable table;
  const auto size = static_cast<std::size_t>(state.range(0));
  for (std::size_t i = 0; i < size; ++i) table.Issue(Numbered(i, false));
  std::size_t next = size;
  for (auto _ : state) {
    const Token& token = table.Issue(Numbered(next, false));
    benchmark::DoNotOptimize(table.FindByText("session", token.text));
    table.Erase(std::to_string(next - size));
    ++next;
  }
}
BENCHMARK(TokenTableBeside)->Arg(1'000)->Arg(1'000'000);

// The same of self-contained tokens, of which the table forgets the oldest by itself.
void TokenTableForgets(benchmark::State& state) {
  TokenTable table;
  std::size_t next = 0;
  for (auto _ : state) table.Issue(Numbered(next++, true));
}
BENCHMARK(TokenTableForgets);

}  // namespace
}  // namespace authmock

BENCHMARK_MAIN();
