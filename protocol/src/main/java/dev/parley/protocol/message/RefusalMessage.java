// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.message;

import static dev.parley.protocol.message.Encoding.MAX_NAME_BYTES;

import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.QueryContext;
import dev.parley.wire.PartialHeader;
import dev.parley.wire.WireFormatException;

/**
 * Why a node does not answer: a code, a fact and a hint for the one who asked.
 *
 * @param node who refuses
 * @param recipient whose question it was: nobody else's question is refused by it
 * @param fact one line; control characters become spaces
 * @param hint one line; control characters become spaces
 */
public record RefusalMessage(
    FederationId federation,
    NodeId node,
    AnalystId recipient,
    QueryId queryId,
    ErrorCode code,
    String fact,
    String hint) {
  private static final int MAX_TEXT_BYTES = 1 << 14;

  public RefusalMessage {
    fact = ShownText.oneLine(fact);
    hint = ShownText.oneLine(hint);
  }

  /** Refuses the question of {@code context}, for its recipient. */
  public static RefusalMessage of(QueryContext context, ParleyException reason) {
    return new RefusalMessage(
        context.federation(),
        context.recipient(),
        context.principal().analyst(),
        context.queryId(),
        reason.code(),
        reason.fact(),
        reason.hint());
  }

  public byte[] encode() {
    return Encoding.write(
        out -> {
          out.string(federation.value());
          out.string(node.value());
          out.string(recipient.value());
          out.raw(queryId.toBytes());
          out.u16(code.number());
          out.string(fact);
          out.string(hint);
        });
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws WireFormatException if it is not that
   */
  public static RefusalMessage decode(byte[] bytes) {
    return Encoding.read(
        bytes,
        in ->
            new RefusalMessage(
                new FederationId(in.string(MAX_NAME_BYTES)),
                new NodeId(in.string(MAX_NAME_BYTES)),
                new AnalystId(in.string(MAX_NAME_BYTES)),
                QueryId.of(in.raw(PartialHeader.QUERY_ID_BYTES)),
                ErrorCode.ofNumber(in.u16()),
                in.string(MAX_TEXT_BYTES),
                in.string(MAX_TEXT_BYTES)));
  }
}
