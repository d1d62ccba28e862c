// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.parley.actions.storage.TinyS3;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialReader;
import dev.parley.wire.PipeNames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeActionTest {
  private static final TestPaillier KEY = new TestPaillier(2048);
  private static final BigInteger N = KEY.modulus();
  private static final PipeNames NAMES = new PipeNames(TestPartial.FEDERATION);
  private static final int HIGH_TOKEN = 0xFF0000;

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final TestPartial east = new TestPartial("east", N);
  private final TestPartial north = new TestPartial("north", N);
  private final TestPartial west = new TestPartial("west", N);
  private Instant now = Instant.ofEpochSecond(TestPartial.EXPIRY - 1);
  private TinyS3 storage;

  @BeforeEach
  void start() throws IOException {
    storage = new TinyS3();
  }

  @AfterEach
  void stop() {
    storage.close();
  }

  @Test
  void rowsAreUnitedInTheOrderOfTheirTokensWhosesoeverTheyAre() throws IOException {
    north.ciphertextsPerGroup = 0;
    east.ciphertextsPerGroup = 0;
    west.ciphertextsPerGroup = 0;
    put(north.group(2).group(5));
    put(east.group(1).group(7));
    put(west.group(HIGH_TOKEN));

    assertThat(run("north", "west", "east").get("groups").getAsInt()).isEqualTo(5);
    try (PartialReader merged = merged()) {
      for (int token : new int[] {1, 2, 5, 7, HIGH_TOKEN}) {
        GroupRecord row = Objects.requireNonNull(merged.next());
        assertThat(row.token()).isEqualTo(TestPartial.token(token));
        assertThat(row.ciphertexts()).isEmpty();
      }
      assertThat(merged.next()).isNull();
    }
  }

  @Test
  void mergedGroupsHideTheSumsOfTheirParts() throws IOException {
    north.ciphertextsPerGroup = 2;
    east.ciphertextsPerGroup = 2;
    west.ciphertextsPerGroup = 2;
    put(north.group(1, KEY.encrypt(10), KEY.encrypt(1)));
    put(east.group(1, KEY.encrypt(5), KEY.encrypt(2)).group(7, KEY.encrypt(3), KEY.encrypt(4)));
    put(west.group(HIGH_TOKEN, KEY.encrypt(8), KEY.encrypt(9)));

    JsonObject answer = run("north", "west", "east");

    assertThat(answer.get("groups").getAsInt()).isEqualTo(3);
    assertThat(answer.get("owners").getAsInt()).isEqualTo(3);
    assertThat(answer.get("query").getAsString()).isEqualTo(TestPartial.QUERY);
    assertThat(answer.get("bytes").getAsInt())
        .isEqualTo(Objects.requireNonNull(mergedBytes()).length);
    try (PartialReader merged = merged()) {
      assertGroup(merged.next(), 1, 15, 3);
      assertGroup(merged.next(), 7, 3, 4);
      assertGroup(merged.next(), HIGH_TOKEN, 8, 9);
      assertThat(merged.next()).isNull();
    }
  }

  @Test
  void mergedHeaderNamesAllContributorsAndTheStrictestOwner() throws IOException {
    east.minOwners = 2;
    west.trailer = KEY.encrypt(30);
    east.trailer = KEY.encrypt(12);
    put(east);
    put(west);

    run("west", "east");

    try (PartialReader merged = merged()) {
      assertThat(merged.header().contributors()).containsExactly("east", "west");
      assertThat(merged.header().minOwners()).isEqualTo(2);
      assertThat(merged.header().binding()).isEqualTo(east.header().binding());
      assertThat(merged.header().modulus()).isEqualTo(N);
      assertThat(merged.next()).isNull();
      assertThat(KEY.decrypt(merged.trailer())).isEqualTo(42);
    }
  }

  @Test
  void keepsTheFirstLabelOfAToken() throws IOException {
    put(west.group(1, BigInteger.valueOf(3)));
    put(east.group(1, BigInteger.valueOf(5)));

    run("west", "east");

    try (PartialReader merged = merged()) {
      GroupRecord group = Objects.requireNonNull(merged.next());
      assertThat(group.label()).isEqualTo(east.label(1));
      assertThat(group.ciphertexts()).containsExactly(BigInteger.valueOf(15));
    }
  }

  @Test
  void logsIdsCountsAndTimesAlone() {
    put(east.group(1, KEY.encrypt(3)));

    run("east");

    assertThat(logged())
        .matches("merged query=" + TestPartial.QUERY + " owners=1 groups=1 bytes=\\d+ ms=\\d+\\R");
  }

  @Test
  void refusesASecondMerge() {
    put(east);
    run("east");
    byte[] first = mergedBytes();

    assertRefused(run("east"), RefusalCode.ALREADY_MERGED, "The query has been merged before");
    assertThat(mergedBytes()).isEqualTo(first);
  }

  @Test
  void refusesFewerOwnersThanAnyDemands() {
    east.minOwners = 3;
    put(east);
    put(west);

    assertRefused(
        run("east", "west"), RefusalCode.TOO_FEW_OWNERS, "2 owners where one demands at least 3");
  }

  @Test
  void refusesPartialsOfUnequalBindings() {
    assertDisagree(partial -> partial.digest = new byte[] {1});
    assertDisagree(partial -> partial.expiry++);
    assertDisagree(partial -> partial.participants = Arrays.asList("east", "west"));
    assertDisagree(partial -> partial.ciphertextsPerGroup = 2);
    assertDisagree(partial -> partial.modulus = N.add(BigInteger.ONE));
  }

  private void assertDisagree(Consumer<TestPartial> change) {
    TestPartial changed = new TestPartial("west", N);
    change.accept(changed);
    changed.digest = Arrays.copyOf(changed.digest, 32);
    put(east);
    put(changed);

    assertRefused(
        run("east", "west"),
        RefusalCode.PARTIALS_DISAGREE,
        "The partial of west differs from others in sub-query, key or layout");
  }

  @Test
  void refusesAPartialOfAnotherQuery() {
    assertWrongQuery(partial -> partial.federation = "town");
    assertWrongQuery(partial -> partial.analyst = "someone");
    assertWrongQuery(partial -> partial.queryId = new byte[16]);
  }

  private void assertWrongQuery(Consumer<TestPartial> change) {
    TestPartial changed = new TestPartial("east", N);
    change.accept(changed);
    put(changed);

    assertRefused(
        run("east"), RefusalCode.WRONG_QUERY, "The partial of east answers another query");
  }

  @Test
  void refusesAPartialThatSpeaksForAnotherNode() {
    put(east);
    storage.objects().put(path("west"), north.bytes());

    assertRefused(
        run("east", "west"),
        RefusalCode.WRONG_CONTRIBUTOR,
        "The partial in the bucket of west says it is of somebody else");
  }

  @Test
  void refusesAShortKey() {
    BigInteger shortModulus = BigInteger.ONE.shiftLeft(2046).add(BigInteger.ONE);
    put(new TestPartial("east", shortModulus));

    assertRefused(
        run("east"), RefusalCode.WEAK_KEY, "A key of 2047 bits, at least 2048 are needed");
  }

  @Test
  void refusesAQueryThatExpiredMoreThanTenMinutesAgo() {
    put(east);
    now = Instant.ofEpochSecond(TestPartial.EXPIRY).plusSeconds(601);
    assertRefused(run("east"), RefusalCode.EXPIRED, "The query has expired");

    now = now.minusSeconds(1);
    assertThat(run("east").has("error")).isFalse();
  }

  @Test
  void namesTheNodeWhosePartialIsMissing() {
    put(east);

    assertRefused(run("east", "west"), RefusalCode.PARTIAL_MISSING, "There is no partial of west");
  }

  @Test
  void tellsStorageThatDeniesFromStorageThatFails() {
    put(east);
    storage.fail(answerPath(), 403);
    assertRefused(run("east"), RefusalCode.STORAGE_DENIED, "Storage answered with status 403");

    storage.fail(path("east"), 500);
    assertRefused(run("east"), RefusalCode.STORAGE_FAILED, "Storage answered with status 500");

    storage.close();
    assertThat(code(run("east"))).isEqualTo(RefusalCode.STORAGE_FAILED.name());
  }

  @Test
  void refusesATruncatedPartial() {
    byte[] whole = east.group(1, KEY.encrypt(1)).bytes();
    storage.objects().put(path("east"), Arrays.copyOf(whole, 700));

    assertRefused(
        run("east"), RefusalCode.PARTIAL_MALFORMED, "The partial of east breaks the wire format");
    assertThat(mergedBytes()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"analyst\": \"../other\"}",
        "{\"analyst\": 7}",
        "{\"query\": \"00\"}",
        "{\"query\": \"000102030405060708090A0B0C0D0E0F\"}",
        "{\"nodes\": \"east\"}",
        "{\"nodes\": []}",
        "{\"nodes\": [\"east\", \"east\"]}",
        "{\"nodes\": [\"a/b\"]}",
        "{\"nodes\": [[\"east\"]]}",
        "{\"nodes\": [null]}",
        "{\"bucket\": \"mine\"}"
      })
  void refusesMalformedParameters(String change) {
    put(east);
    JsonObject parameters = parameters("east");
    com.google.gson.JsonParser.parseString(change)
        .getAsJsonObject()
        .entrySet()
        .forEach(entry -> parameters.add(entry.getKey(), entry.getValue()));

    assertThat(code(run(parameters))).isEqualTo(RefusalCode.INVALID_PARAMETERS.name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"endpoint", "accessKey", "secretKey", "region", "federation"})
  void saysWhichBoundParameterTheOperatorForgot(String name) {
    JsonObject parameters = parameters("east");
    parameters.remove(name);

    assertRefused(
        run(parameters), RefusalCode.INVALID_DEPLOYMENT, name + " is missing or malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "http://", "http://a@b", "http://a/b", "http://:1"})
  void refusesAnEndpointThatIsMoreThanAHost(String endpoint) {
    JsonObject parameters = parameters("east");
    parameters.addProperty("endpoint", endpoint);

    assertThat(code(run(parameters))).isEqualTo(RefusalCode.INVALID_DEPLOYMENT.name());
  }

  @Test
  void refusesToTrustInVain() {
    JsonObject parameters = parameters("east");
    parameters.addProperty("trust", "-----BEGIN CERTIFICATE-----");
    assertRefused(
        run(parameters), RefusalCode.INVALID_DEPLOYMENT, "trust is set, and endpoint is not https");

    parameters.addProperty("endpoint", "https://pipe.example");
    assertRefused(
        run(parameters),
        RefusalCode.INVALID_DEPLOYMENT,
        "trust holds no certificate, or a damaged one");
  }

  @Test
  void toleratesWhatOpenWhiskTellsAWebAction() {
    put(east);
    JsonObject parameters = parameters("east");
    parameters.addProperty("__ow_method", "post");

    assertThat(run(parameters).has("error")).isFalse();
  }

  @Test
  void flippedBytesEndInAnErrorOrAMergedObjectAndNeverInACrash() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] whole = east.group(1, KEY.encrypt(1)).group(2, KEY.encrypt(2)).bytes();
    put(west.group(1, KEY.encrypt(5)));
    for (int i = 0; i < 400; i++) {
      byte[] flipped = whole.clone();
      // Headers and lengths lie at the front; every fourth time, anywhere.
      flipped[random.nextInt(i % 4 == 0 ? flipped.length : 600)] ^= (byte) (1 << random.nextInt(8));
      storage.objects().put(path("east"), flipped);
      storage.objects().remove(answerPath());

      JsonObject answer = run("east", "west");

      assertThat(code(answer)).as("seed %d", seed).isNotEqualTo(RefusalCode.INTERNAL.name());
      assertThat(answer.has("error")).isEqualTo(mergedBytes() == null);
    }
  }

  private void put(TestPartial partial) {
    storage.objects().put(path(partial.contributor), partial.bytes());
  }

  private static String path(String node) {
    return NAMES.out(TestPartial.ANALYST, node) + "/" + PipeNames.partial(TestPartial.QUERY);
  }

  private static String answerPath() {
    return NAMES.merged(TestPartial.ANALYST) + "/" + PipeNames.answer(TestPartial.QUERY);
  }

  private String logged() {
    return new String(log.toByteArray(), StandardCharsets.UTF_8);
  }

  private byte @Nullable [] mergedBytes() {
    return storage.objects().get(answerPath());
  }

  private PartialReader merged() throws IOException {
    return new PartialReader(
        new ByteArrayInputStream(Objects.requireNonNull(mergedBytes())), ObjectKind.MERGED);
  }

  private JsonObject run(String... nodes) {
    return run(parameters(nodes));
  }

  private JsonObject run(JsonObject parameters) {
    return new MergeAction(Clock.fixed(now, ZoneOffset.UTC), new PrintStream(log)).run(parameters);
  }

  private JsonObject parameters(String... nodes) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("endpoint", storage.endpoint().toString());
    parameters.addProperty("accessKey", TinyS3.ACCESS_KEY);
    parameters.addProperty("secretKey", TinyS3.SECRET_KEY);
    parameters.addProperty("region", TinyS3.REGION);
    parameters.addProperty("federation", TestPartial.FEDERATION);
    parameters.addProperty("analyst", TestPartial.ANALYST);
    parameters.addProperty("query", TestPartial.QUERY);
    JsonArray list = new JsonArray();
    for (String node : nodes) {
      list.add(node);
    }
    parameters.add("nodes", list);
    return parameters;
  }

  private static void assertGroup(@Nullable GroupRecord group, int token, long first, long second) {
    Objects.requireNonNull(group);
    assertThat(group.token()).isEqualTo(TestPartial.token(token));
    assertThat(group.ciphertexts()).extracting(KEY::decrypt).containsExactly(first, second);
  }

  private static String code(JsonObject answer) {
    return answer.has("error")
        ? answer.getAsJsonObject("error").get("code").getAsString()
        : "no error";
  }

  private void assertRefused(JsonObject answer, RefusalCode code, String fact) {
    JsonObject error = new JsonObject();
    error.addProperty("code", code.name());
    error.addProperty("fact", fact);
    assertThat(answer.get("error")).isEqualTo(error);
    assertThat(answer.size()).isEqualTo(1);
    assertThat(logged()).endsWith("refused code=" + code + System.lineSeparator());
  }
}
