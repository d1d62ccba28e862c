// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import dev.parley.pipe.S3Credentials;
import dev.parley.pipe.guard.GuardSettings.GatewayParty;
import dev.parley.pipe.guard.GuardSettings.NodeParty;
import dev.parley.protocol.AnalystId;
import dev.parley.wire.PipeNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every bucket, and who may do what in it: all that is not written here is denied. */
final class Grants {
  private static final Set<Right> NONE = Set.of();

  private final Map<String, Direction> buckets = new TreeMap<>();
  private final Map<String, Map<String, Set<Right>>> rights = new HashMap<>();
  private final List<S3Credentials> identities = new ArrayList<>();

  private Grants() {}

  static Grants of(GuardSettings settings) {
    Grants grants = new Grants();
    PipeNames names = new PipeNames(settings.federation().value());
    GuardSettings.Parties parties = settings.parties();
    Map<AnalystId, S3Credentials> gateways =
        parties.gateways().stream()
            .collect(Collectors.toMap(GatewayParty::analyst, GatewayParty::credentials));
    grants.identities.add(parties.actions());
    gateways.forEach(
        (analyst, gateway) -> {
          grants.identities.add(gateway);
          String merged = grants.bucket(Direction.MERGED, names.merged(analyst.value()));
          grants.allow(parties.actions(), merged, Right.PUT);
          grants.allow(gateway, merged, Right.GET);
        });
    for (NodeParty node : parties.nodes()) {
      grants.identities.add(node.credentials());
      String board = grants.bucket(Direction.BOARD, names.board(node.node().value()));
      grants.allow(node.credentials(), board, Right.values());
      for (AnalystId analyst : node.grants()) {
        S3Credentials gateway = gateways.get(analyst);
        if (gateway == null) {
          throw new IllegalArgumentException("Invalid grant: no gateway of analyst " + analyst);
        }
        grants.allow(gateway, board, Right.GET, Right.LIST);
        String in = grants.bucket(Direction.IN, names.in(analyst.value(), node.node().value()));
        grants.allow(gateway, in, Right.PUT, Right.DELETE, Right.LIST);
        grants.allow(node.credentials(), in, Right.GET, Right.LIST);
        String out = grants.bucket(Direction.OUT, names.out(analyst.value(), node.node().value()));
        grants.allow(node.credentials(), out, Right.PUT, Right.DELETE, Right.LIST);
        grants.allow(parties.actions(), out, Right.GET);
      }
    }
    return grants;
  }

  /** Every bucket of the federation, by name. */
  Map<String, Direction> buckets() {
    return Map.copyOf(buckets);
  }

  /** Everybody whom the guard knows. */
  List<S3Credentials> identities() {
    return List.copyOf(identities);
  }

  /**
   * What each identity may do in a bucket, by access key; those who may do nothing are not there.
   */
  Map<String, Set<Right>> of(String bucket) {
    Map<String, Set<Right>> granted = new TreeMap<>();
    rights.forEach(
        (identity, buckets) -> {
          Set<Right> here = buckets.getOrDefault(bucket, NONE);
          if (!here.isEmpty()) {
            granted.put(identity, Set.copyOf(here));
          }
        });
    return granted;
  }

  boolean allows(String identity, String bucket, Right right) {
    return rights.getOrDefault(identity, Map.of()).getOrDefault(bucket, NONE).contains(right);
  }

  private String bucket(Direction direction, String name) {
    buckets.put(name, direction);
    return name;
  }

  private void allow(S3Credentials who, String bucket, Right... what) {
    rights
        .computeIfAbsent(who.accessKey(), unused -> new HashMap<>())
        .computeIfAbsent(bucket, unused -> EnumSet.noneOf(Right.class))
        .addAll(Arrays.asList(what));
  }
}
