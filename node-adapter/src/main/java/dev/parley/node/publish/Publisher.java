// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.publish;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.keys.Envelope;
import dev.parley.node.database.Granted;
import dev.parley.node.database.Grants;
import dev.parley.node.member.Channel;
import dev.parley.node.member.Membership;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.message.CatalogMessage;
import dev.parley.protocol.message.HeartbeatMessage;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PipeNames;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes signs of life, and to each granted analyst what it may ask. */
public final class Publisher {
  private static final Logger log = LoggerFactory.getLogger(Publisher.class);

  private final Membership member;
  private final Channel channel;
  private final Clock clock;
  private final CatalogSequence sequence;

  /**
   * @param state the folder where the node keeps what must outlive it
   */
  public Publisher(Membership member, Channel channel, Clock clock, Path state) {
    this.member = member;
    this.channel = channel;
    this.clock = clock;
    this.sequence = new CatalogSequence(state.resolve("catalog.sequence"), clock);
  }

  /** Gives a sign of life, and promises the next one. */
  public void heartbeat(Duration next, String version) throws PipeException {
    HeartbeatMessage message =
        new HeartbeatMessage(
            member.federation(),
            member.node(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            next,
            version);
    channel.replaceOnBoard(
        PipeNames.heartbeat(),
        member.signing().signing().signObject(ObjectKind.HEARTBEAT, message.encode()));
  }

  /**
   * Publishes a new catalog to each granted analyst, sealed; and an empty one to each who has one
   * of before and is granted no more, for gateways keep what they have seen until there is a newer
   * one.
   */
  public void catalogs(Granted granted, String database) throws PipeException {
    NodeCatalog catalog =
        new NodeCatalog(
            member.node(),
            sequence.next(),
            database,
            granted.policy().minOwners(),
            Grants.published(granted.tables()));
    NodeCatalog nothing =
        new NodeCatalog(
            member.node(), catalog.sequence(), database, granted.policy().minOwners(), List.of());
    Set<String> published = channel.catalogs();
    Set<AnalystId> analysts = granted.policy().analysts();
    for (AnalystIdentity analyst : member.manifest().analysts()) {
      String key = PipeNames.catalog(analyst.analyst().value());
      if (analysts.contains(analyst.analyst())) {
        channel.replaceOnBoard(key, sealed(catalog, analyst));
      } else if (published.contains(key)) {
        channel.replaceOnBoard(key, sealed(nothing, analyst));
      }
    }
    log.info(
        "published catalog node={} sequence={} tables={}",
        member.node(),
        catalog.sequence(),
        catalog.tables().size());
  }

  private byte[] sealed(NodeCatalog catalog, AnalystIdentity analyst) {
    CatalogMessage message =
        new CatalogMessage(
            member.federation(), analyst.analyst(), member.manifest().epoch(), catalog);
    return Envelope.seal(
        ObjectKind.CATALOG, member.sender(), analyst.keys().current().sealing(), message.encode());
  }
}
