// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import org.apache.calcite.avatica.remote.ProtobufService;
import org.apache.calcite.avatica.remote.ProtobufTranslation;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;

/** Avatica's requests over a {@link GatewayLink}; every failure is a {@link GatewayFault}. */
final class GatewayService extends ProtobufService {
  private final GatewayLink link;
  private final ProtobufTranslation translation = new ProtobufTranslationImpl();

  GatewayService(GatewayLink link) {
    this.link = link;
  }

  @Override
  public Response _apply(Request request) {
    return ask(request, 0);
  }

  /** Sends a request and waits at most so long for the answer; 0 for as long as always. */
  Response ask(Request request, int timeoutMillis) {
    Response response = parse(send(request, timeoutMillis));
    if (response instanceof ErrorResponse) {
      throw new GatewayFault(toSqlException((ErrorResponse) response));
    }
    return response;
  }

  private byte[] send(Request request, int timeoutMillis) {
    try {
      byte[] bytes = WireNames.toWire(translation.serializeRequest(request));
      return link.exchange(bytes, timeoutMillis);
    } catch (SQLException e) {
      throw new GatewayFault(e);
    } catch (IOException e) {
      throw new GatewayFault(SqlErrors.unwrap(e));
    }
  }

  private Response parse(byte[] answer) {
    try {
      return translation.parseResponse(WireNames.fromWire(answer));
    } catch (IOException | RuntimeException e) {
      throw new GatewayFault(
          SqlErrors.connectionLost(
              "The answer is not that of a Parley gateway", "Check host and port."));
    }
  }

  private static SQLException toSqlException(ErrorResponse error) {
    String state = error.sqlState == null ? SqlErrors.INTERNAL : error.sqlState;
    return SqlErrors.of(String.valueOf(error.errorMessage), state, error.errorCode);
  }
}
