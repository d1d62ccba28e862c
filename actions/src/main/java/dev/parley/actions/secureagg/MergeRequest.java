// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import com.google.gson.JsonObject;
import dev.parley.actions.invocation.BoundPipe;
import dev.parley.actions.invocation.Parameters;
import dev.parley.actions.invocation.RefusalCode;
import dev.parley.actions.invocation.RefusedException;
import dev.parley.actions.storage.ObjectStorage;
import dev.parley.wire.MergeTicket;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which query to merge, from whose partials, and where they lie. Nothing in it names an object:
 * those names are derived, so that nobody can point the action at others. Nor does it name a query:
 * the id is derived from the ticket, so that nobody but the asking gateway can name one.
 */
final class MergeRequest {
  /** Each node is an open connection with its buffers. */
  private static final int MAX_NODES = 500;

  private static final Pattern FEDERATION = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final Pattern PARTY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern TICKET = Pattern.compile("[0-9a-f]{64}");
  private static final List<String> KNOWN =
      BoundPipe.namesAnd("federation", "analyst", "ticket", "nodes");

  private final String federation;
  private final String analyst;
  private final String query;
  private final List<String> nodes;
  private final ObjectStorage storage;

  private MergeRequest(Parameters parameters) throws RefusedException {
    parameters.requireOnly(KNOWN);
    this.federation = parameters.text("federation", FEDERATION, RefusalCode.INVALID_DEPLOYMENT);
    this.storage = BoundPipe.of(parameters);
    this.analyst = parameters.text("analyst", PARTY, RefusalCode.INVALID_PARAMETERS);
    this.query =
        MergeTicket.ofHex(parameters.text("ticket", TICKET, RefusalCode.INVALID_PARAMETERS))
            .queryIdHex();
    this.nodes = Collections.unmodifiableList(parameters.sortedTexts("nodes", PARTY, MAX_NODES));
  }

  static MergeRequest of(JsonObject parameters) throws RefusedException {
    return new MergeRequest(new Parameters(parameters));
  }

  String federation() {
    return federation;
  }

  String analyst() {
    return analyst;
  }

  /** 32 hexadecimal digits. */
  String query() {
    return query;
  }

  /** The nodes whose partials are to be merged, sorted, none twice; unmodifiable. */
  List<String> nodes() {
    return nodes;
  }

  ObjectStorage storage() {
    return storage;
  }
}
