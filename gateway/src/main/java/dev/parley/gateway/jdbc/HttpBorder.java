// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.calcite.avatica.remote.Handler.HandlerResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.AbstractHandler;

/** Takes requests of bounded size off HTTP and puts answers on it. */
final class HttpBorder extends AbstractHandler {
  private static final String CONTENT_TYPE = "application/octet-stream";
  // What Avatica's client understands when it speaks JSON, its default.
  private static final byte[] JSON_REFUSED =
      ("{\"response\":\"error\",\"exceptions\":[],\"errorMessage\":\"Parley speaks protobuf, not"
              + " JSON | Add serialization=protobuf to the URL.\",\"errorCode\":5,\"sqlState\":"
              + "\"0A000\",\"severity\":\"ERROR\",\"rpcMetadata\":null}")
          .getBytes(StandardCharsets.UTF_8);

  private final RpcEndpoint endpoint;
  private final int maxRequestBytes;
  private final boolean encrypted;

  /**
   * Takes requests.
   *
   * @param encrypted whether none is taken that came without TLS
   */
  HttpBorder(RpcEndpoint endpoint, int maxRequestBytes, boolean encrypted) {
    this.endpoint = endpoint;
    this.maxRequestBytes = maxRequestBytes;
    this.encrypted = encrypted;
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    base.setHandled(true);
    if (encrypted && !request.isSecure()) {
      response.setHeader("Connection", "close");
      send(response, endpoint.refuseInTheClear());
      return;
    }
    if (!"POST".equals(request.getMethod())) {
      refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      return;
    }
    Optional<byte[]> body = read(request);
    if (body.isEmpty()) {
      refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    } else if (body.get().length > 0 && body.get()[0] == '{') {
      send(
          response,
          new HandlerResponse<>(JSON_REFUSED, HttpServletResponse.SC_INTERNAL_SERVER_ERROR));
    } else {
      send(response, endpoint.answer(body.get(), request.getRemoteAddr()));
    }
  }

  /** Reads the body; empty if it is too large. */
  private Optional<byte[]> read(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > maxRequestBytes) {
      return Optional.empty();
    }
    try (InputStream in = request.getInputStream()) {
      byte[] body = in.readNBytes(maxRequestBytes + 1);
      return body.length > maxRequestBytes ? Optional.empty() : Optional.of(body);
    }
  }

  private static void refuse(HttpServletResponse response, int status) {
    response.setStatus(status);
    // What is left of the request must not be taken for the next one.
    response.setHeader("Connection", "close");
  }

  private static void send(HttpServletResponse response, HandlerResponse<byte[]> answer)
      throws IOException {
    response.setStatus(answer.getStatusCode());
    response.setContentType(CONTENT_TYPE);
    response.setContentLength(answer.getResponse().length);
    response.getOutputStream().write(answer.getResponse());
  }
}
