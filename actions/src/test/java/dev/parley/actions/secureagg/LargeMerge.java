// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import dev.parley.actions.storage.Spool;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A process of its own that merges three endless-looking partials from memory to a spool. */
final class LargeMerge {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(2048).subtract(BigInteger.ONE);
  private static final BigInteger CIPHERTEXT = MODULUS.multiply(MODULUS).shiftRight(2);
  private static final int PIPE_BYTES = 1 << 17;

  private LargeMerge() {}

  /** Takes the number of groups. */
  public static void main(String[] args) throws Exception {
    int groups = Integer.parseInt(args[0]);
    List<Partial> partials = new ArrayList<>();
    for (String node : Arrays.asList("east", "north", "west")) {
      partials.add(Partial.open(node, partial(node, groups)));
    }
    try (Spool spool = Spool.create()) {
      PartialWriter writer =
          new PartialWriter(spool.output(), ObjectKind.MERGED, partials.get(0).header());
      long merged = new GroupMerge(MODULUS).run(partials, writer);
      if (spool.length() < merged * 512) {
        throw new IllegalStateException("The merged object is too short");
      }
      System.out.println("merged " + merged);
    }
  }

  private static InputStream partial(String node, int groups) throws IOException {
    PipedOutputStream out = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(out, PIPE_BYTES);
    Thread writer = new Thread(() -> write(node, groups, out), node);
    writer.setDaemon(true);
    writer.start();
    return in;
  }

  private static void write(String node, int groups, PipedOutputStream out) {
    TestPartial partial = new TestPartial(node, MODULUS);
    List<BigInteger> ciphertexts = Collections.singletonList(CIPHERTEXT);
    try (PartialWriter writer = new PartialWriter(out, ObjectKind.PARTIAL, partial.header())) {
      for (int i = 0; i < groups; i++) {
        writer.group(new GroupRecord(TestPartial.token(i), partial.label(i), ciphertexts));
      }
      writer.finish(BigInteger.ONE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
