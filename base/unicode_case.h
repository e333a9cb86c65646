// Letter case of single code points: the simple mappings of Unicode 15.
#ifndef AUTHMOCK_BASE_UNICODE_CASE_H_
#define AUTHMOCK_BASE_UNICODE_CASE_H_

namespace authmock {

// The simple lower-case mapping; the letter itself if there is none.
char32_t LowerCaseOf(char32_t letter);

// One of all letters that simple case folding takes for the same.
char32_t FoldedCaseOf(char32_t letter);

}  // namespace authmock

#endif  // AUTHMOCK_BASE_UNICODE_CASE_H_
