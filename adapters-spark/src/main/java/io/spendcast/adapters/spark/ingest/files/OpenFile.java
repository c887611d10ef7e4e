package io.spendcast.adapters.spark.ingest.files;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** Opens files of owners, unpacked if their names say that they are packed. */
public final class OpenFile {
  private OpenFile() {}

  /** The content of a file from a byte on; the caller closes it. */
  public static InputStream from(SourceFile file, long offset, Configuration hadoop)
      throws IOException {
    Path path = new Path(file.path());
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
    FSDataInputStream raw = path.getFileSystem(hadoop).open(path);
    if (codec == null) {
      raw.seek(offset);
      return raw;
    }
    InputStream unpacked = codec.createInputStream(raw);
    unpacked.skipNBytes(offset);
    return unpacked;
  }

  /** The first bytes of a file's content, fewer if it is shorter. */
  public static byte[] head(SourceFile file, int bytes, Configuration hadoop) throws IOException {
    try (InputStream content = from(file, 0, hadoop)) {
      return content.readNBytes(bytes);
    }
  }

  /** Whether a file must be read from its beginning. */
  public static boolean isPacked(SourceFile file, Configuration hadoop) {
    return new CompressionCodecFactory(hadoop).getCodec(new Path(file.path())) != null;
  }
}
