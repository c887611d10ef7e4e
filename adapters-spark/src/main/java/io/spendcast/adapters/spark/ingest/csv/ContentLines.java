package io.spendcast.adapters.spark.ingest.csv;

import io.spendcast.adapters.spark.ingest.csv.dialect.Charsets;
import io.spendcast.adapters.spark.ingest.files.OpenFile;
import io.spendcast.adapters.spark.ingest.files.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;

/** Opens the lines of a file from a byte on, whatever its charset. */
final class ContentLines {
  private ContentLines() {}

  static Lines of(SourceFile file, Charset charset, byte end, long from, Configuration hadoop)
      throws IOException {
    if (Charsets.hasPlainSigns(charset)) {
      return new Lines(OpenFile.from(file, from, hadoop), charset, end, from);
    }
    InputStream text = new Utf8Stream(OpenFile.from(file, 0, hadoop), charset);
    text.skipNBytes(from);
    return new Lines(text, StandardCharsets.UTF_8, end, from);
  }

  static Lines of(SourceFile file, CsvHead head, long from, Configuration hadoop)
      throws IOException {
    return of(file, Charset.forName(head.charset()), head.end(), from, hadoop);
  }
}
