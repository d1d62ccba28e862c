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
  private volatile int silenceMillis;
  private final ProtobufTranslation translation = new ProtobufTranslationImpl();

  /**
   * @param silenceMillis how long nothing may come of an answer; 0 for as long as it takes
   */
  GatewayService(GatewayLink link, int silenceMillis) {
    this.link = link;
    this.silenceMillis = silenceMillis;
  }

  /** How long nothing may come of an answer; 0 for as long as it takes. */
  int silenceMillis() {
    return silenceMillis;
  }

  void silenceMillis(int millis) {
    silenceMillis = millis;
  }

  @Override
  public Response _apply(Request request) {
    return ask(request, 0);
  }

  /** Sends a request and waits at most so long for the whole answer; 0 for as long as it takes. */
  Response ask(Request request, int wholeMillis) {
    return ask(request, Patience.of(silenceMillis, wholeMillis));
  }

  /** Sends a request, with a patience of its own. */
  Response ask(Request request, Patience patience) {
    Response response = parse(send(request, patience));
    if (response instanceof ErrorResponse) {
      throw GatewayFault.told(toSqlException((ErrorResponse) response));
    }
    if (!Answers.fit(request, response)) {
      throw noGateway();
    }
    return response;
  }

  private byte[] send(Request request, Patience patience) {
    try {
      byte[] bytes = WireNames.toWire(translation.serializeRequest(request));
      return link.exchange(bytes, patience);
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
      throw noGateway();
    }
  }

  private GatewayFault noGateway() {
    link.distrust();
    return new GatewayFault(
        SqlErrors.connectionLost(
            "The answer is not that of a Parley gateway", "Check host and port."));
  }

  private static SQLException toSqlException(ErrorResponse error) {
    String state = error.sqlState == null ? SqlErrors.INTERNAL : error.sqlState;
    return SqlErrors.of(String.valueOf(error.errorMessage), state, error.errorCode);
  }
}
