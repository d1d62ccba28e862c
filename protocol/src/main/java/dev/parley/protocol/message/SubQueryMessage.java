// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.message;

import static dev.parley.protocol.message.Encoding.MAX_NAME_BYTES;

import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SubQuery;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.wire.PartialHeader;
import dev.parley.wire.WireFormatException;
import dev.parley.wire.WireReader;
import dev.parley.wire.WireWriter;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sub-query with the context that its signature binds it to.
 *
 * @param bodyDigest SHA-256 of the encoded {@code subQuery}: the same at all nodes that were asked
 *     the same, and telling nothing to who does not know the query's secret
 */
public record SubQueryMessage(QueryContext context, SubQuery subQuery, Digest bodyDigest) {
  /** The longest canonical SQL, in bytes of UTF-8. */
  public static final int MAX_SQL_BYTES = 1 << 16;

  private static final int MAX_BODY_BYTES = 1 << 22;
  private static final int MAX_SLOTS = 4096;
  private static final int MAX_NODES = 4096;

  public static SubQueryMessage of(QueryContext context, SubQuery subQuery) {
    return new SubQueryMessage(context, subQuery, digest(subQuery));
  }

  /** Returns the digest by which all copies of {@code subQuery} are known. */
  public static Digest digest(SubQuery subQuery) {
    return Digest.of(body(subQuery));
  }

  public byte[] encode() {
    byte[] body = body(subQuery);
    return Encoding.write(
        out -> {
          out.string(context.federation().value());
          out.string(context.recipient().value());
          out.string(context.principal().analyst().value());
          out.string(context.principal().user());
          out.raw(context.queryId().toBytes());
          out.u16(context.round());
          out.u16(context.attempt());
          out.i64(context.issuedAt().getEpochSecond());
          out.i64(context.expiry().getEpochSecond());
          out.bytes(body);
        });
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws WireFormatException if it is not that
   */
  public static SubQueryMessage decode(byte[] bytes) {
    return Encoding.read(
        bytes,
        in -> {
          QueryContext context = readContext(in);
          byte[] body = in.bytes(MAX_BODY_BYTES);
          SubQuery subQuery = Encoding.read(body, SubQueryMessage::readBody);
          return new SubQueryMessage(context, subQuery, Digest.of(body));
        });
  }

  private static QueryContext readContext(WireReader in) throws IOException {
    return new QueryContext(
        new FederationId(in.string(MAX_NAME_BYTES)),
        new NodeId(in.string(MAX_NAME_BYTES)),
        new Principal(new AnalystId(in.string(MAX_NAME_BYTES)), in.string(MAX_NAME_BYTES)),
        QueryId.of(in.raw(PartialHeader.QUERY_ID_BYTES)),
        in.u16(),
        in.u16(),
        Instant.ofEpochSecond(in.i64()),
        Instant.ofEpochSecond(in.i64()));
  }

  private static byte[] body(SubQuery subQuery) {
    return Encoding.write(out -> writeBody(out, subQuery));
  }

  private static void writeBody(WireWriter out, SubQuery subQuery) throws IOException {
    out.string(subQuery.sql());
    out.strings(subQuery.participants().stream().map(NodeId::value).toList());
    out.u16(subQuery.slots().size());
    for (Slot slot : subQuery.slots()) {
      out.string(slot.kind().name());
      out.u16(slot.aggregation());
      out.u16(slot.limb());
      out.u16(slot.scale());
      out.u16(slot.bits());
    }
    out.string(subQuery.paillierKey());
    out.raw(subQuery.secret().toBytes());
    PlaceListBytes.write(out, subQuery.places());
    NarrowingBytes.write(out, subQuery.narrowing());
  }

  private static SubQuery readBody(WireReader in) throws IOException {
    String sql = in.string(MAX_SQL_BYTES);
    List<NodeId> participants =
        in.strings(MAX_NODES, MAX_NAME_BYTES).stream().map(NodeId::new).toList();
    int count = in.u16();
    if (count > MAX_SLOTS) {
      throw new WireFormatException("Too many slots");
    }
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Slot.Kind kind = Encoding.constant(Slot.Kind.class, in.string(MAX_NAME_BYTES));
      slots.add(new Slot(kind, in.u16(), in.u16(), in.u16(), in.u16()));
    }
    String paillierKey = in.string(MAX_NAME_BYTES);
    QuerySecret secret = QuerySecret.of(in.raw(QuerySecret.BYTES));
    Optional<PlaceList> places = PlaceListBytes.read(in);
    return new SubQuery(
        sql, participants, slots, paillierKey, secret, places, NarrowingBytes.read(in));
  }

  /**
   * A SHA-256 digest.
   *
   * @param hex 64 lower-case hexadecimal digits
   */
  public record Digest(String hex) {

    public Digest {
      if (!hex.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException("Invalid digest: want 64 hexadecimal digits");
      }
    }

    static Digest of(byte[] bytes) {
      try {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        return new Digest(java.util.HexFormat.of().formatHex(digest));
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every Java has SHA-256", e);
      }
    }

    public byte[] toBytes() {
      return java.util.HexFormat.of().parseHex(hex);
    }
  }
}
