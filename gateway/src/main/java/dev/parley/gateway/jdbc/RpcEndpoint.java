// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.net.HttpURLConnection;
import org.apache.calcite.avatica.metrics.noop.NoopMetricsSystem;
import org.apache.calcite.avatica.remote.Handler.HandlerResponse;
import org.apache.calcite.avatica.remote.ProtobufHandler;
import org.apache.calcite.avatica.remote.ProtobufTranslation;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.Service;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns one request's bytes into one answer's bytes; whatever goes wrong is an answer too. */
final class RpcEndpoint {
  private static final Logger log = LoggerFactory.getLogger(RpcEndpoint.class);

  private final ProtobufTranslation translation = new StrictTranslation();
  private final GatewayRpc service;

  RpcEndpoint(GatewayRpc service) {
    this.service = service;
  }

  /** Answers a request of this very process. */
  HandlerResponse<byte[]> answer(byte[] request) {
    return answer(request, service);
  }

  /** Answers a request that comes from an address. */
  HandlerResponse<byte[]> answer(byte[] request, String address) {
    return answer(request, service.of(address));
  }

  /** Answers with the status that Avatica's client expects: 200, or 500 with an error. */
  private HandlerResponse<byte[]> answer(byte[] request, Service asked) {
    try {
      return new Border(asked, translation).apply(request);
    } catch (StackOverflowError e) {
      return error(WireErrors.tooDeep());
    }
  }

  /** What a client is told that has asked without TLS, whatever it has asked. */
  HandlerResponse<byte[]> refuseInTheClear() {
    return error(
        WireErrors.of(
            new ParleyException(
                ErrorCode.CANNOT_CONNECT,
                "The gateway speaks TLS only, and user and password have just crossed without",
                "Add tls=true to the URL, and change the password.")));
  }

  private HandlerResponse<byte[]> error(Service.ErrorResponse error) {
    try {
      return new HandlerResponse<>(
          translation.serializeResponse(error), HttpURLConnection.HTTP_INTERNAL_ERROR);
    } catch (IOException e) {
      throw new IllegalStateException("An error of plain text cannot be written", e);
    }
  }

  private static Service.ErrorResponse toWire(Exception e) {
    if (!(e instanceof ParleyException refused)) {
      return WireErrors.unexpected(e);
    }
    String code = refused.code().vendorCode();
    switch (refused.code()) {
      // Clients' own doing, as often as they like: no reason to fill the log.
      case CONNECTION_LOST, CANNOT_CONNECT -> log.debug("refused code={}", code);
      default -> logBlame(refused, code);
    }
    return WireErrors.of(refused);
  }

  private static void logBlame(ParleyException refused, String code) {
    switch (refused.code().blame()) {
      case PARLEY -> log.error("failed code={}", code, refused);
      case PEER -> log.warn("failed code={}", code, refused);
      case CALLER -> log.debug("refused code={}", code);
    }
  }

  /** Avatica's handler with our border in place of its own. */
  private final class Border extends ProtobufHandler {
    Border(Service service, ProtobufTranslation translation) {
      super(service, translation, NoopMetricsSystem.getInstance());
    }

    @Override
    public HandlerResponse<byte[]> convertToErrorResponse(Exception e) {
      return error(toWire(e));
    }
  }

  /** Tells requests that are none from failures of ours. */
  private static final class StrictTranslation extends ProtobufTranslationImpl {

    @Override
    public Service.Request parseRequest(byte[] bytes) {
      try {
        return super.parseRequest(bytes);
      } catch (IOException | RuntimeException e) {
        throw new ParleyException(
            ErrorCode.NOT_SUPPORTED,
            "The request is not one of Avatica's in protobuf",
            "Use Parley's JDBC driver, or add serialization=protobuf to the URL.");
      }
    }
  }
}
