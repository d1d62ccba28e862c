// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.avatica.remote.Service;

/** Which kind of answer each request that the driver sends has, if it is not an error. */
final class Answers {
  private static final Map<Class<?>, Class<?>> KINDS = kinds();

  private Answers() {}

  private static Map<Class<?>, Class<?>> kinds() {
    Map<Class<?>, Class<?>> kinds = new HashMap<>();
    kinds.put(Service.OpenConnectionRequest.class, Service.OpenConnectionResponse.class);
    kinds.put(Service.CloseConnectionRequest.class, Service.CloseConnectionResponse.class);
    kinds.put(Service.ConnectionSyncRequest.class, Service.ConnectionSyncResponse.class);
    kinds.put(Service.DatabasePropertyRequest.class, Service.DatabasePropertyResponse.class);
    kinds.put(Service.CreateStatementRequest.class, Service.CreateStatementResponse.class);
    kinds.put(Service.CloseStatementRequest.class, Service.CloseStatementResponse.class);
    kinds.put(Service.PrepareRequest.class, Service.PrepareResponse.class);
    kinds.put(Service.PrepareAndExecuteRequest.class, Service.ExecuteResponse.class);
    kinds.put(Service.ExecuteRequest.class, Service.ExecuteResponse.class);
    kinds.put(Service.FetchRequest.class, Service.FetchResponse.class);
    kinds.put(Service.SyncResultsRequest.class, Service.SyncResultsResponse.class);
    return kinds;
  }

  /** Whether an answer is of the kind that the request has; lists of the metadata are results. */
  static boolean fit(Service.Request request, Service.Response response) {
    return KINDS
        .getOrDefault(request.getClass(), Service.ResultSetResponse.class)
        .isInstance(response);
  }
}
