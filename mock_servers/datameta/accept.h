// Which form an error takes: content negotiation as WebOb does it.
#ifndef AUTHMOCK_MOCK_SERVERS_DATAMETA_ACCEPT_H_
#define AUTHMOCK_MOCK_SERVERS_DATAMETA_ACCEPT_H_

#include <string_view>

namespace authmock::datameta {

enum class Form { kHtml, kJson, kText };

// The offers are HTML and JSON, in this order. HTML where the header prefers it, or neither, or is
// no valid Accept; text where it takes neither, as when it is empty. A range with parameters fits
// no offer.
Form FormFor(std::string_view accept);

}  // namespace authmock::datameta

#endif  // AUTHMOCK_MOCK_SERVERS_DATAMETA_ACCEPT_H_
