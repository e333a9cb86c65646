// Text of any bytes, made fit for where it is shown.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_PLAIN_TEXT_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_PLAIN_TEXT_H_

#include <string>
#include <string_view>

namespace authmock {

// One line for a terminal that no server can steer: control characters become "\n", "\t" or
// "\x1b", invalid UTF-8 becomes U+FFFD.
std::string OneLine(std::string_view text);

// What XML 1.0 can hold: characters it forbids, and invalid UTF-8, become U+FFFD. Markup is not
// escaped: the XML writer does that.
std::string XmlText(std::string_view text);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_PLAIN_TEXT_H_
