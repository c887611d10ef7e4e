package io.spendcast.bootstrap.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Reads a file of settings as text. */
final class SettingsFile {
  private static final int MOST_BYTES = 1 << 20;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private SettingsFile() {}

  /** The text; empty after noting why it cannot be had. */
  static Optional<String> read(Path file, Problems problems) {
    try {
      if (Files.isDirectory(file)) {
        return refused(problems, "%s cannot be read: it is a directory.".formatted(file));
      }
      byte[] bytes = bytes(file);
      return bytes.length > MOST_BYTES
          ? refused(problems, "%s is larger than 1 MiB, so it is no settings.".formatted(file))
          : text(file, bytes, problems);
    } catch (NoSuchFileException e) {
      return refused(problems, "there is no file %s.".formatted(file));
    } catch (AccessDeniedException e) {
      return refused(problems, "%s cannot be read: access is denied.".formatted(file));
    } catch (IOException e) {
      return refused(problems, "%s cannot be read: %s.".formatted(file, e.getMessage()));
    }
  }

  /** Whether its owner is not the only one; not known of where there are no such rights. */
  static boolean isReadableByOthers(Path file) {
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      return rights.contains(PosixFilePermission.OTHERS_READ)
          || rights.contains(PosixFilePermission.GROUP_READ);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** At most one more than allowed, whatever the file has. */
  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_BYTES + 1);
    }
  }

  private static Optional<String> text(Path file, byte[] bytes, Problems problems) {
    if (isUtf16(bytes)) {
      return refused(problems, "%s is UTF-16; save it as UTF-8.".formatted(file));
    }
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(rest).toString();
      return Optional.of(
          !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return refused(
          problems,
          "%s, line %s, is not UTF-8, but holds the byte 0x%s; save it as UTF-8."
              .formatted(
                  file,
                  line(bytes, rest.position()),
                  HexFormat.of().withUpperCase().toHexDigits(bytes[rest.position()])));
    }
  }

  /** By its mark, or by the zeros beside Latin letters. */
  private static boolean isUtf16(byte[] bytes) {
    return bytes.length > 1
        && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
            || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
            || (bytes[0] == 0) != (bytes[1] == 0));
  }

  private static int line(byte[] bytes, int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  private static Optional<String> refused(Problems problems, String why) {
    problems.addUnreadable(why);
    return Optional.empty();
  }
}
