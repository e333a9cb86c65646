// Letter case of single code points, as Go's package unicode has it (Unicode 15).
#ifndef AUTHMOCK_MOCK_SERVERS_PORTAINER_UNICODE_CASE_H_
#define AUTHMOCK_MOCK_SERVERS_PORTAINER_UNICODE_CASE_H_

namespace authmock::portainer {

// The simple lower-case mapping; the letter itself if there is none.
char32_t LowerCaseOf(char32_t letter);

// One of all letters that simple case folding takes for the same.
char32_t FoldedCaseOf(char32_t letter);

}  // namespace authmock::portainer

#endif  // AUTHMOCK_MOCK_SERVERS_PORTAINER_UNICODE_CASE_H_
