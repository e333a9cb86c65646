// What Python's str methods say of single characters (Unicode 12.1, as in Python 3.8).
#ifndef AUTHMOCK_MOCK_SERVERS_PYTHON_PYTHON_CHARS_H_
#define AUTHMOCK_MOCK_SERVERS_PYTHON_PYTHON_CHARS_H_

namespace authmock {

bool IsPythonPrintable(char32_t c);  // str.isprintable(): repr() shows it as it is
bool IsPythonAlpha(char32_t c);      // str.isalpha()
bool IsPythonUpper(char32_t c);      // str.isupper(), of letters
bool IsPythonDigit(char32_t c);      // str.isdigit()

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_PYTHON_PYTHON_CHARS_H_
