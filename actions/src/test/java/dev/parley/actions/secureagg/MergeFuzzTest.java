// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.parley.actions.invocation.RefusalCode;
import dev.parley.actions.invocation.RefusedException;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialHeader;
import dev.parley.wire.PartialReader;
import dev.parley.wire.PartialWriter;
import dev.parley.wire.SizeClass;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a node writes and a gateway asks, the action refuses it, or merges it soundly. */
class MergeFuzzTest {
  /** No key, since nothing here is decrypted. */
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(2048).subtract(BigInteger.ONE);

  private static final BigInteger CIPHERTEXT = MODULUS.multiply(MODULUS).subtract(BigInteger.TEN);
  private static final byte[] HONEST = partial("east").group(1, CIPHERTEXT).bytes();
  private static final String PARAMETERS =
      "{'endpoint':'http://[::1]:9878','accessKey':'a','secretKey':'s','region':'us-east-1',"
          + "'federation':'city','analyst':'health-board','ticket':'"
          + TestPartial.TICKET.toHex()
          + "','nodes':['west','east'],'__ow_method':'post'}";

  static Stream<byte[]> inputs() {
    return Stream.of(
        PARAMETERS.getBytes(StandardCharsets.UTF_8),
        withoutPadding(partial("west").bytes()),
        withoutPadding(partial("west").group(1, CIPHERTEXT).group(9, CIPHERTEXT).bytes()));
  }

  @MethodSource("inputs")
  @FuzzTest
  void merge(byte[] bytes) throws IOException, RefusedException {
    request(new String(bytes, StandardCharsets.UTF_8));
    byte[] partial = Arrays.copyOf(bytes, (int) SizeClass.of(bytes.length));
    try {
      merge(Arrays.asList(open("east", HONEST), open("west", partial)));
    } catch (RefusedException e) {
      assertThat(e.code()).isNotEqualTo(RefusalCode.INTERNAL);
    }
  }

  private static void request(String parameters) {
    try {
      JsonObject json = JsonParser.parseString(parameters).getAsJsonObject();
      assertThat(MergeRequest.of(json).nodes()).isNotEmpty();
    } catch (JsonParseException | IllegalStateException notWhatOpenWhiskHandsOver) {
      return;
    } catch (RefusedException e) {
      assertThat(e.code()).isNotEqualTo(RefusalCode.INTERNAL);
    }
  }

  private static void merge(List<Partial> partials) throws IOException, RefusedException {
    MergeRequest request = MergeRequest.of(JsonParser.parseString(PARAMETERS).getAsJsonObject());
    PartialHeader header =
        new MergeTerms(request)
            .agree(
                Arrays.asList(partials.get(0).header(), partials.get(1).header()),
                Instant.ofEpochSecond(TestPartial.EXPIRY - 1));
    ByteArrayOutputStream merged = new ByteArrayOutputStream();
    PartialWriter writer = new PartialWriter(merged, ObjectKind.MERGED, header);
    long groups = new GroupMerge(header.modulus()).run(partials, writer);

    try (PartialReader reader =
        new PartialReader(new ByteArrayInputStream(merged.toByteArray()), ObjectKind.MERGED)) {
      for (long i = 0; i < groups; i++) {
        assertThat(reader.next()).isNotNull();
      }
      assertThat(reader.next()).isNull();
    }
  }

  private static Partial open(String node, byte[] object) throws IOException, RefusedException {
    return Partial.open(node, new ByteArrayInputStream(object));
  }

  private static TestPartial partial(String node) {
    return new TestPartial(node, MODULUS);
  }

  private static byte[] withoutPadding(byte[] object) {
    int end = object.length;
    while (object[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOf(object, end);
  }
}
