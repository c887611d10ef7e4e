package io.spendcast.adapters.mlflow.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of files of any size, and the names that MLflow makes of text. */
public final class Checksum {
  private Checksum() {}

  public static String of(Path file) throws IOException {
    MessageDigest digest = digest("SHA-256");
    try (InputStream bytes = Files.newInputStream(file);
        OutputStream digesting = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      bytes.transferTo(digesting);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  public static String of(byte[] content) {
    return HexFormat.of().formatHex(digest("SHA-256").digest(content));
  }

  /** As Python names a data set by its content. */
  public static String md5(String text) {
    return HexFormat.of().formatHex(digest("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
