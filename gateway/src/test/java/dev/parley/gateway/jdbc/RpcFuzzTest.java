// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.protocol.error.ErrorCode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.apache.calcite.avatica.Meta.StatementHandle;
import org.apache.calcite.avatica.remote.ProtobufTranslation;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.Service;
import org.apache.calcite.avatica.remote.TypedValue;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent to the JDBC port, the answer is one, or an error that was thought of. */
class RpcFuzzTest {
  private static final ProtobufTranslation AVATICA = new ProtobufTranslationImpl();
  private static final String CONNECTION = "0123456789abcdef0123456789abcdef";
  private static final Map<String, String> LOGIN =
      Map.of("user", SmallService.USER, "password", SmallService.PASSWORD);

  private static final RpcEndpoint ENDPOINT = endpoint();

  static Stream<byte[]> requests() {
    return Stream.of(
            new Service.OpenConnectionRequest(CONNECTION, LOGIN),
            new Service.CreateStatementRequest(CONNECTION),
            new Service.PrepareRequest(CONNECTION, "echo", 10),
            new Service.PrepareAndExecuteRequest(CONNECTION, 1, "types", 10),
            new Service.ExecuteRequest(new StatementHandle(CONNECTION, 2, null), values(), 10),
            new Service.FetchRequest(CONNECTION, 1, 0, 10),
            new Service.ColumnsRequest(CONNECTION, null, "F%", "t_ips", "%"),
            new Service.TablesRequest(CONNECTION, null, null, null, List.of("TABLE")),
            new Service.DatabasePropertyRequest(CONNECTION),
            new Service.CloseStatementRequest(CONNECTION, 1))
        .map(RpcFuzzTest::written);
  }

  @MethodSource("requests")
  @FuzzTest
  void answer(byte[] request) throws IOException {
    ENDPOINT.answer(written(new Service.OpenConnectionRequest(CONNECTION, LOGIN)));
    ENDPOINT.answer(written(new Service.CreateStatementRequest(CONNECTION)));
    ENDPOINT.answer(written(new Service.PrepareRequest(CONNECTION, "echo", 10)));

    var answer = ENDPOINT.answer(request);

    if (AVATICA.parseResponse(answer.getResponse()) instanceof Service.ErrorResponse error) {
      assertThat(error.sqlState).isNotEqualTo(ErrorCode.INTERNAL.sqlState());
    }
    ENDPOINT.answer(written(new Service.CloseConnectionRequest(CONNECTION)));
  }

  private static List<TypedValue> values() {
    return List.of(
        TypedValue.ofLocal(Rep.LONG, 5L),
        TypedValue.ofLocal(Rep.STRING, "x"),
        TypedValue.ofLocal(Rep.JAVA_SQL_TIMESTAMP, 1_000L),
        TypedValue.ofLocal(Rep.JAVA_SQL_DATE, 3),
        TypedValue.ofLocal(Rep.NUMBER, new java.math.BigDecimal("1.5")),
        TypedValue.ofLocal(Rep.DOUBLE, 0.5),
        TypedValue.ofLocal(Rep.BOOLEAN, true));
  }

  private static RpcEndpoint endpoint() {
    GatewayLimits limits = GatewayLimits.defaults();
    ConnectionRegistry connections = new ConnectionRegistry(limits, InstantSource.system());
    return new RpcEndpoint(new GatewayRpc(new SmallService(), limits, connections));
  }

  private static byte[] written(Service.Request request) {
    try {
      return AVATICA.serializeRequest(request);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
