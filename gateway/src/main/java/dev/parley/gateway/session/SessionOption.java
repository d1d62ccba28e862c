// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.Settings;
import dev.parley.sql.rewrite.Rewriting.Secure;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** One thing that a session can be told: its name, its values, its default. */
enum SessionOption {
  MIN_NODES("minNodes", "all") {
    @Override
    SessionOptions parse(SessionOptions options, String text, SessionDefaults defaults) {
      return options.withMinNodes(
          text.equalsIgnoreCase("all")
              ? OptionalInt.empty()
              : OptionalInt.of(number(text, "all, or a number from 1 to 65535", MOST_NODES)));
    }

    @Override
    String show(SessionOptions options) {
      return options.minNodes().isPresent()
          ? String.valueOf(options.minNodes().getAsInt())
          : standard();
    }
  },
  TIMEOUT("timeout", "") {
    @Override
    SessionOptions parse(SessionOptions options, String text, SessionDefaults defaults) {
      return options.withTimeout(text.isEmpty() ? defaults.timeout() : duration(text));
    }

    @Override
    String show(SessionOptions options) {
      long millis = options.timeout().toMillis();
      return millis % MILLIS_PER_SECOND == 0 ? millis / MILLIS_PER_SECOND + "s" : millis + "ms";
    }
  },
  SECURE("secure", "auto") {
    @Override
    SessionOptions parse(SessionOptions options, String text, SessionDefaults defaults) {
      return options.withSecure(
          switch (text.toLowerCase(Locale.ROOT)) {
            case "auto" -> Secure.AUTO;
            case "explicit" -> Secure.EXPLICIT;
            default -> throw new IllegalArgumentException("want auto or explicit");
          });
    }

    @Override
    String show(SessionOptions options) {
      return options.secure() == Secure.AUTO ? standard() : "explicit";
    }
  },
  KEY_BITS("keyBits", "") {
    @Override
    SessionOptions parse(SessionOptions options, String text, SessionDefaults defaults) {
      if (text.isEmpty()) {
        return options.withKeyBits(OptionalInt.empty());
      }
      int bits = number(text, "a number of bits, such as 2048", MOST_KEY_BITS);
      if (bits > defaults.keyBits()) {
        throw new IllegalArgumentException(
            "the analyst's key has %d bits".formatted(defaults.keyBits()));
      }
      return options.withKeyBits(OptionalInt.of(bits));
    }

    @Override
    String show(SessionOptions options) {
      return options.keyBits().isPresent() ? String.valueOf(options.keyBits().getAsInt()) : "any";
    }
  };

  private static final int MOST_NODES = 65_535;
  private static final int MOST_KEY_BITS = 1 << 20;
  private static final int MILLIS_PER_SECOND = 1000;

  private final String key;
  private final String standard;

  SessionOption(String key, String standard) {
    this.key = key;
    this.standard = standard;
  }

  /** Returns {@code options} with this one read from {@code text}; empty for the gateway's own. */
  abstract SessionOptions parse(SessionOptions options, String text, SessionDefaults defaults);

  /** The value as it could be set. */
  abstract String show(SessionOptions options);

  static boolean isKnown(String name) {
    return Arrays.stream(values()).anyMatch(option -> option.key.equalsIgnoreCase(name));
  }

  /**
   * Returns the option of that name, in any case.
   *
   * @throws ParleyException with {@link ErrorCode#UNKNOWN_OPTION} that lists those there are
   */
  static SessionOption named(String name) {
    return Arrays.stream(values())
        .filter(option -> option.key.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParleyException(
                    ErrorCode.UNKNOWN_OPTION,
                    "Sessions have no option '%s'".formatted(name),
                    Arrays.stream(values())
                        .map(SessionOption::key)
                        .collect(Collectors.joining(", ", "Use one of ", "."))));
  }

  String key() {
    return key;
  }

  /** The value that is set if none is given; empty if the gateway decides. */
  final String standard() {
    return standard;
  }

  /**
   * Returns {@code options} with this one set.
   *
   * @param text empty for the default *
   * @throws ParleyException with INVALID_SETTINGS if the value cannot be used
   */
  SessionOptions set(SessionOptions options, String text, SessionDefaults defaults) {
    try {
      return parse(options, text.isEmpty() ? standard : text, defaults);
    } catch (IllegalArgumentException e) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "The option %s cannot be used so: %s".formatted(key, e.getMessage()),
          "Correct the value, in SET or in the properties of the connection.");
    }
  }

  private static int number(String text, String wanted, int most) {
    if (!text.matches("[0-9]{1,9}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException("want " + wanted);
    }
    return Integer.parseInt(text);
  }

  private static Duration duration(String text) {
    Duration duration =
        text.matches("[0-9]{1,6}")
            ? Duration.ofSeconds(Long.parseLong(text))
            : Settings.duration(text);
    if (duration.isZero()) {
      throw new IllegalArgumentException("want more than nothing");
    }
    return duration;
  }
}
