// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.tap;

import dev.parley.testkit.federation.PartLauncher;
import dev.parley.testkit.federation.RunningPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts parts as another launcher does, and puts taps between nodes and PostgreSQL. */
public final class TappedDatabases implements PartLauncher, AutoCloseable {
  private static final Pattern PLACE = Pattern.compile("jdbc:postgresql://(127\\.0\\.0\\.1:\\d+)/");

  private final PartLauncher launcher;
  private final Supplier<Conversation> conversations;
  private final Deque<PipeTap> taps = new ArrayDeque<>();

  public TappedDatabases(PartLauncher launcher, Supplier<Conversation> conversations) {
    this.launcher = launcher;
    this.conversations = conversations;
  }

  @Override
  public RunningPart start(Part part, String name, Path settings) {
    try {
      String yaml = Files.readString(settings);
      Matcher place = PLACE.matcher(yaml);
      if (part == Part.NODE && place.find()) {
        PipeTap tap = PipeTap.before(URI.create("http://" + place.group(1)), conversations);
        taps.add(tap);
        Files.writeString(settings, yaml.replace(place.group(1), tap.address().getAuthority()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot put a tap before a database", e);
    }
    return launcher.start(part, name, settings);
  }

  @Override
  public void close() {
    taps.forEach(PipeTap::close);
  }
}
