package io.spendcast.domain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file of this machine that is replaced whole: readers find the one before or the new one. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes a text in UTF-8 in place of a file that is there, and makes its folders. The text is on
   * the disk before the file gets its name. Repeating changes nothing.
   *
   * @throws IOException if it cannot be written; then the file of before is there
   */
  public static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Path scratch = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      flushed(scratch, text);
      Files.move(
          scratch, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(scratch);
    }
  }

  /** A new file, which a power cut after its renaming does not leave empty. */
  private static void flushed(Path file, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
