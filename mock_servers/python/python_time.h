// The class datetime of Python 3.8, as far as text goes.
#ifndef AUTHMOCK_MOCK_SERVERS_PYTHON_PYTHON_TIME_H_
#define AUTHMOCK_MOCK_SERVERS_PYTHON_PYTHON_TIME_H_

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace authmock {

// A naive datetime, in whichever time zone its owner means; years 1 to 9999.
using PythonTime = std::chrono::sys_time<std::chrono::microseconds>;

struct IsoTime {
  PythonTime time{};        // as written, the offset not applied
  bool has_offset = false;  // the datetime is aware: Python does not compare it with a naive one
};

// datetime.fromisoformat(); nullopt: ValueError. Takes a date, or a date, any one character and a
// time as HH, HH:MM or HH:MM:SS, with a fraction of three or six digits, and an offset; and a few
// things that are in no documentation, such as a fraction of an hour or one behind a colon.
std::optional<IsoTime> ReadIsoFormat(std::string_view text);

// datetime.isoformat(): "2026-12-01T00:00:00", with ".500000" if there are microseconds.
std::string IsoFormat(PythonTime time);

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_PYTHON_PYTHON_TIME_H_
