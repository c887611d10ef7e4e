package io.spendcast.adapters.spark.ingest.files;

import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.reflect.ClassTag$;

/** Looks at each of many files, several at a time. */
public final class EachFile {
  private static final int FILES_A_TASK = 8;

  private final JavaSparkContext spark;
  private final Broadcast<SerializableConfiguration> hadoop;

  /** Looks in the tasks of this session. */
  public EachFile(SparkSession session) {
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.hadoop =
        session
            .sparkContext()
            .broadcast(
                new SerializableConfiguration(session.sessionState().newHadoopConf()),
                ClassTag$.MODULE$.apply(SerializableConfiguration.class));
  }

  /** What tasks know of file systems. */
  public Broadcast<SerializableConfiguration> hadoop() {
    return hadoop;
  }

  /**
   * What is to be found at a file.
   *
   * @param <T> what the look finds
   */
  public interface Look<T> extends Serializable {
    /** Looks at a file. */
    T at(SourceFile file, Configuration hadoop);
  }

  /**
   * What is found at each file, in their order. So few that one task would look at them need none.
   */
  public <T> List<T> of(SourceFiles files, Look<T> look) {
    if (files.files().size() < FILES_A_TASK) {
      return files.files().stream().map(file -> look.at(file, hadoop.value().value())).toList();
    }
    Broadcast<SerializableConfiguration> known = hadoop;
    int tasks = Math.min(1 + files.files().size() / FILES_A_TASK, 4 * spark.defaultParallelism());
    return spark
        .parallelize(files.files(), tasks)
        .map(file -> look.at(file, known.value().value()))
        .collect();
  }
}
