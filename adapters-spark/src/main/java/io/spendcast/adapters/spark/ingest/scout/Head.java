package io.spendcast.adapters.spark.ingest.scout;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The beginning of a text.
 *
 * @param text what it says
 * @param charset how it is encoded, if it has other letters than those of ASCII and no mark says it
 */
record Head(String text, Optional<String> charset) {
  private static final int LONGEST_LETTER = 4;
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** The bytes as text: marked, or UTF-8, or what Windows writes. */
  static Head of(byte[] bytes) {
    if (begins(bytes, 0xff, 0xfe) || begins(bytes, 0xfe, 0xff)) {
      return new Head(new String(bytes, StandardCharsets.UTF_16), Optional.empty());
    }
    if (zeros(bytes) > bytes.length / 4) {
      Charset wide = bytes[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
      return new Head(new String(bytes, wide), Optional.of(wide.name()));
    }
    boolean marked = begins(bytes, 0xef, 0xbb, 0xbf);
    return utf8(bytes)
        .map(text -> new Head(text, marked || isAscii(text) ? Optional.empty() : utf8Name()))
        .orElseGet(() -> new Head(new String(bytes, WINDOWS), Optional.of(WINDOWS.name())));
  }

  private static Optional<String> utf8Name() {
    return Optional.of(StandardCharsets.UTF_8.name());
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(sign -> sign < 128);
  }

  private static boolean begins(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static int zeros(byte[] bytes) {
    int zeros = 0;
    for (byte one : bytes) {
      zeros += one == 0 ? 1 : 0;
    }
    return zeros;
  }

  /** A letter that the end of the bytes cuts in two is no fault. */
  private static Optional<String> utf8(byte[] bytes) {
    return IntStream.range(0, LONGEST_LETTER)
        .filter(cut -> cut == 0 || cut < bytes.length)
        .mapToObj(cut -> decoded(ByteBuffer.wrap(bytes, 0, bytes.length - cut)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> decoded(ByteBuffer bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(bytes)
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
