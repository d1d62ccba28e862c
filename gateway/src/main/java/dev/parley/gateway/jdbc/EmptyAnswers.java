// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.calcite.avatica.proto.Common.WireMessage;
import org.apache.calcite.avatica.proto.Responses;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.Service.CommitResponse;
import org.apache.calcite.avatica.remote.Service.Response;
import org.apache.calcite.avatica.remote.Service.RollbackResponse;

/** Answers that say nothing, and that Avatica lets nobody but its translation construct. */
final class EmptyAnswers {
  static final CommitResponse COMMITTED =
      (CommitResponse) parse(Responses.CommitResponse.getDefaultInstance());
  static final RollbackResponse ROLLED_BACK =
      (RollbackResponse) parse(Responses.RollbackResponse.getDefaultInstance());

  private EmptyAnswers() {}

  private static Response parse(Message message) {
    WireMessage wire =
        WireMessage.newBuilder()
            .setName(message.getClass().getName())
            .setWrappedMessage(message.toByteString())
            .build();
    try {
      return new ProtobufTranslationImpl().parseResponse(wire.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
