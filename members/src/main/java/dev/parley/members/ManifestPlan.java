// SPDX-License-Identifier: Apache-2.0
package dev.parley.members;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.crypto.manifest.KeyId;
import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.manifest.NodeIdentity;
import dev.parley.crypto.manifest.PublicKeys;
import dev.parley.keys.MemberKeys;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.Setting;
import dev.parley.settings.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a founder's {@code manifest.yaml} says.
 *
 * @param founder whose keys sign
 */
public record ManifestPlan(MemberKeys founder, Manifest manifest) {

  /**
   * Reads {@code manifest.yaml} and all files of public keys that it names.
   *
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} that names every fault
   */
  public static ManifestPlan read(Path file) {
    Settings settings = Settings.read(file);
    Setting<FederationId> federation = settings.required("federation", FederationId::new);
    Setting<Integer> epoch = settings.required("epoch", Settings.integer(1, Integer.MAX_VALUE));
    Setting<MemberKeys> founder =
        settings.required("founder", path -> faultOf(() -> KeyFiles.read(settings.resolve(path))));
    List<Supplier<NodeIdentity>> nodes =
        members(settings.section("nodes"), NodeId::new, NodeIdentity::new);
    List<Supplier<AnalystIdentity>> analysts =
        members(settings.section("analysts"), AnalystId::new, AnalystIdentity::new);
    Setting<List<List<KeyId>>> revoked =
        settings.list("revoked", text -> fingerprints(settings, text));
    settings.finish();
    try {
      Manifest manifest =
          new Manifest(
              federation.get(),
              epoch.get(),
              founder.get().signing().verifyingKey(),
              nodes.stream().map(Supplier::get).toList(),
              analysts.stream().map(Supplier::get).toList(),
              revoked.get().stream().flatMap(List::stream).toList());
      return new ManifestPlan(founder.get(), manifest);
    } catch (IllegalArgumentException e) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "No manifest can be made of %s: %s".formatted(file, e.getMessage()),
          "Every member has a name and keys of its own, and none that were revoked.");
    }
  }

  private static <N, I> List<Supplier<I>> members(
      Settings section, Function<String, N> naming, BiFunction<N, KeyRing, I> identity) {
    List<Supplier<I>> members = new ArrayList<>();
    for (String name : section.keys()) {
      Supplier<KeyRing> ring = ring(section, name);
      try {
        N id = naming.apply(name);
        members.add(() -> identity.apply(id, ring.get()));
      } catch (IllegalArgumentException e) {
        section.fault(name + ": " + e.getMessage());
      }
    }
    return members;
  }

  /** The first file has the current keys, each other one keys that end some day. */
  private static Supplier<KeyRing> ring(Settings section, String name) {
    List<Setting<PublicKeys>> files = new ArrayList<>();
    List<Setting<Instant>> ends = new ArrayList<>();
    for (Settings item : section.items(name, "file")) {
      files.add(
          item.required(
              "file", path -> faultOf(() -> KeyFiles.readPublic(item.resolve(path)).keys())));
      if (files.size() > 1) {
        ends.add(item.required("until", ManifestPlan::end));
      } else if (item.has("until")) {
        item.fault("until: the first keys of a member are the current ones, and do not end");
      }
    }
    if (files.isEmpty()) {
      section.fault(name + " has no keys");
    }
    return () -> {
      List<KeyRing.Former> former = new ArrayList<>();
      for (int i = 1; i < files.size(); i++) {
        former.add(new KeyRing.Former(files.get(i).get(), ends.get(i - 1).get()));
      }
      return new KeyRing(files.get(0).get(), former);
    };
  }

  /** A day is meant whole, in UTC. */
  private static Instant end(String text) {
    try {
      return text.length() <= "2027-01-31".length()
          ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("want a day such as 2027-01-31, or a time in UTC", e);
    }
  }

  private static List<KeyId> fingerprints(Settings settings, String text) {
    return text.endsWith(".public")
        ? faultOf(() -> KeyFiles.readPublic(settings.resolve(text)).keys().fingerprints())
        : List.of(KeyId.parse(text));
  }

  /** Has settings tell this fault together with all others. */
  private static <T> T faultOf(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ParleyException e) {
      throw new IllegalArgumentException(e.fact(), e);
    }
  }
}
