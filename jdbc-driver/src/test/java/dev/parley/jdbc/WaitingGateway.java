// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.calcite.avatica.AvaticaSeverity;
import org.apache.calcite.avatica.remote.ProtobufTranslation;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.Service;

/** A gateway in this process that lets everybody in, and whose queries run until they are ended. */
final class WaitingGateway implements GatewayLink {
  final List<Class<?>> heard = new CopyOnWriteArrayList<>();
  final AtomicInteger closings = new AtomicInteger();
  final CountDownLatch running = new CountDownLatch(1);
  private final ProtobufTranslation translation = new ProtobufTranslationImpl();
  private final CountDownLatch brokenOff = new CountDownLatch(1);
  private volatile Class<?> refused = Void.class;
  private volatile int code;
  private volatile Event before = () -> {};

  /** What happens before something is refused. */
  interface Event {
    void happen() throws SQLException;
  }

  /** Answers requests of a kind with the error of that number, after something has happened. */
  void refuse(Class<? extends Service.Request> kind, int number, Event first) {
    code = number;
    before = first;
    refused = kind;
  }

  @Override
  public byte[] exchange(byte[] request, Patience patience) throws SQLException {
    try {
      Service.Request asked = translation.parseRequest(request);
      heard.add(asked.getClass());
      if (refused.isInstance(asked)) {
        before.happen();
        return translation.serializeResponse(error());
      }
      return translation.serializeResponse(answer(asked));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Service.ErrorResponse error() {
    return new Service.ErrorResponse(
        Collections.emptyList(), "No | Never.", code, "XX001", AvaticaSeverity.ERROR, null);
  }

  private Service.Response answer(Service.Request asked) throws SQLException, InterruptedException {
    if (asked instanceof Service.OpenConnectionRequest) {
      return new Service.OpenConnectionResponse(null);
    }
    if (asked instanceof Service.CloseConnectionRequest) {
      return new Service.CloseConnectionResponse(null);
    }
    if (asked instanceof Service.CreateStatementRequest) {
      String connection = ((Service.CreateStatementRequest) asked).connectionId;
      return new Service.CreateStatementResponse(connection, 1, null);
    }
    if (asked instanceof Service.DatabasePropertyRequest) {
      return new Service.DatabasePropertyResponse(Collections.emptyMap(), null);
    }
    running.countDown();
    brokenOff.await();
    throw SqlErrors.connectionLost("The line was broken off", "Connect again.");
  }

  @Override
  public void breakOff() {
    brokenOff.countDown();
  }

  @Override
  public void close() {
    closings.incrementAndGet();
    breakOff();
  }
}
