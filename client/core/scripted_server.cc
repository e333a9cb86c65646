#include "client/core/scripted_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>

#include "base/http.h"
#include "client/core/tls_certificate.h"

namespace authmock {
namespace {

std::string TestFolder() {
  const char* folder = std::getenv("TEST_TMPDIR");
  return folder == nullptr ? "/tmp" : folder;
}

std::size_t LengthIn(const std::string& head) {
  const std::size_t at = LowerCase(head).find("\r\ncontent-length:");
  return at == std::string::npos ? 0 : std::strtoul(head.c_str() + at + 17, nullptr, 10);
}

bool IsWhole(const std::string& request) {
  const std::size_t end = request.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  const std::string head = request.substr(0, end + 2);
  if (LowerCase(head).find("chunked") != std::string::npos) return request.ends_with("0\r\n\r\n");
  return request.size() >= end + 4 + LengthIn(head);
}

}  // namespace

ScriptedServer::ScriptedServer(std::vector<Talk> talks, bool tls) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
  ::listen(listener_, 16);
  socklen_t size = sizeof address;
  ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  if (tls) tls_ = NewServerContext(ca_file());
  thread_ = std::thread([this, talks = std::move(talks)] { Run(talks); });
}

ScriptedServer::~ScriptedServer() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
    if (open_ >= 0) ::shutdown(open_, SHUT_RDWR);
  }
  changed_.notify_all();
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  ::close(listener_);
  SSL_CTX_free(tls_);
}

std::string ScriptedServer::url() const {
  return (tls_ == nullptr ? "http" : "https") + std::string("://127.0.0.1:") +
         std::to_string(port_);
}

std::string ScriptedServer::ca_file() const {
  return TestFolder() + "/ca_" + std::to_string(port_) + ".pem";
}

void ScriptedServer::AwaitEnded(std::size_t talks) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return ended_ >= talks; });
}

std::vector<std::string> ScriptedServer::Heard() {
  std::lock_guard lock(mutex_);
  return heard_;
}

std::vector<std::string> ScriptedServer::Peers() {
  std::lock_guard lock(mutex_);
  return peers_;
}

void ScriptedServer::Run(const std::vector<Talk>& talks) {
  for (const Talk& talk : talks) {
    sockaddr_in from{};
    socklen_t size = sizeof from;
    const int socket = ::accept(listener_, reinterpret_cast<sockaddr*>(&from), &size);
    if (socket < 0) return;
    char address[INET_ADDRSTRLEN];
    ::inet_ntop(AF_INET, &from.sin_addr, address, sizeof address);
    {
      std::lock_guard lock(mutex_);
      peers_.push_back(address);
      open_ = socket;
      if (stopping_) ::shutdown(socket, SHUT_RDWR);
    }
    SSL* tls = tls_ == nullptr ? nullptr : SSL_new(tls_);
    if (tls != nullptr) SSL_set_fd(tls, socket);
    if (tls == nullptr || SSL_accept(tls) == 1) Hold(talk, {socket, tls});
    if (tls != nullptr) SSL_shutdown(tls);
    SSL_free(tls);
    std::lock_guard lock(mutex_);
    open_ = -1;
    ::close(socket);
    ++ended_;
    changed_.notify_all();
  }
}

void ScriptedServer::Hold(const Talk& talk, const Peer& peer) {
  for (const std::string& answer : talk.answers) {
    if (!Hear(peer)) return;
    if (peer.tls != nullptr) {
      SSL_write(peer.tls, answer.data(), static_cast<int>(answer.size()));
    } else {
      ::send(peer.socket, answer.data(), answer.size(), MSG_NOSIGNAL);
    }
  }
  if (talk.end == Talk::End::kClose || !Hear(peer)) return;
  if (talk.end == Talk::End::kHold) AwaitStop();
  if (talk.end == Talk::End::kReset) {
    const linger at_once{1, 0};
    ::setsockopt(peer.socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }
}

bool ScriptedServer::Hear(const Peer& peer) {
  std::string request;
  char buffer[4096];
  while (!IsWhole(request)) {
    const ssize_t read = peer.tls != nullptr ? SSL_read(peer.tls, buffer, sizeof buffer)
                                             : ::recv(peer.socket, buffer, sizeof buffer, 0);
    if (read <= 0) return false;
    request.append(buffer, static_cast<std::size_t>(read));
  }
  std::lock_guard lock(mutex_);
  heard_.push_back(std::move(request));
  return true;
}

void ScriptedServer::AwaitStop() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return stopping_; });
}

}  // namespace authmock
