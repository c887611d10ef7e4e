package io.spendcast.adapters.spark.audit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Reads whole files. On a disk Hadoop keeps a checksum beside each file; a store in a cloud checks
 * what it sends by itself.
 */
record FileCheck(Configuration hadoop) {
  private static final byte[] MAGIC = {'c', 'r', 'c', 0};
  private static final int HEAD = 8;
  private static final int SUM = 4;
  private static final int CHUNK = 1 << 20;

  /** Why the file is not what was written. */
  Optional<String> damage(Path path, long length) {
    return damage(path).or(() -> cut(path, length));
  }

  /** The same for a file whose length nobody recorded. */
  Optional<String> damage(Path path) {
    try {
      FileSystem files = path.getFileSystem(hadoop);
      long there = files.getFileStatus(path).getLen();
      if (hasChecksum(files, path) && !isSummed(files, path, there)) {
        return Optional.of("%s is not as long as it was written".formatted(path));
      }
      long read = read(files, path);
      return read == there
          ? Optional.empty()
          : Optional.of("%s ends after %s of %s bytes".formatted(path, read, there));
    } catch (FileNotFoundException e) {
      return Optional.of("%s is gone".formatted(path));
    } catch (ChecksumException e) {
      return Optional.of("%s does not match its checksum".formatted(path));
    } catch (IOException e) {
      return Optional.of("%s cannot be read: %s".formatted(path, e.getMessage()));
    }
  }

  /** Why the file cannot be what was written, by its length alone. */
  Optional<String> cut(Path path, long length) {
    try {
      long there = path.getFileSystem(hadoop).getFileStatus(path).getLen();
      return there == length
          ? Optional.empty()
          : Optional.of("%s has %s bytes instead of %s".formatted(path, there, length));
    } catch (FileNotFoundException e) {
      return Optional.of("%s is gone".formatted(path));
    } catch (IOException e) {
      return Optional.of("%s cannot be read: %s".formatted(path, e.getMessage()));
    }
  }

  private static long read(FileSystem files, Path path) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long read = 0;
    try (InputStream in = files.open(path)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        read += n;
      }
    }
    return read;
  }

  /** What is odd about the checksum, without which a changed byte may not be found. */
  Optional<String> remark(Path path) {
    try {
      FileSystem files = path.getFileSystem(hadoop);
      return !(files instanceof ChecksumFileSystem) || hasChecksum(files, path)
          ? Optional.empty()
          : Optional.of("%s has no checksum that can be read beside it".formatted(path));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether there are checksums where the path is. */
  boolean isSummed(Path path) {
    try {
      return path.getFileSystem(hadoop) instanceof ChecksumFileSystem;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean hasChecksum(FileSystem files, Path path) throws IOException {
    if (!(files instanceof ChecksumFileSystem summed)) {
      return false;
    }
    Path sums = summed.getChecksumFile(path);
    FileSystem raw = summed.getRawFileSystem();
    if (!raw.exists(sums)) {
      return false;
    }
    try (InputStream in = raw.open(sums)) {
      return Arrays.equals(in.readNBytes(SUM), MAGIC);
    }
  }

  /** Hadoop itself reads a file that was cut between two sums without a word. */
  private static boolean isSummed(FileSystem files, Path path, long length) throws IOException {
    ChecksumFileSystem summed = (ChecksumFileSystem) files;
    FileStatus sums = summed.getRawFileSystem().getFileStatus(summed.getChecksumFile(path));
    long chunk = summed.getBytesPerSum();
    return sums.getLen() == HEAD + SUM * ((length + chunk - 1) / chunk);
  }
}
