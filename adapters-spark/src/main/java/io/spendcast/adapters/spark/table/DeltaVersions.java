package io.spendcast.adapters.spark.table;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;

/**
 * Asks Delta's log for an earlier version. Delta's releases ask for more and more beside the
 * version, all of which may be left out, so that no call compiled for one of them fits all.
 */
final class DeltaVersions {
  private static final Method SNAPSHOT_AT =
      Arrays.stream(DeltaLog.class.getMethods())
          .filter(method -> method.getName().equals("getSnapshotAt"))
          .filter(
              method ->
                  Arrays.stream(method.getParameterTypes())
                      .skip(1)
                      .allMatch(DeltaVersions::isLeftOut))
          .min(Comparator.comparingInt(Method::getParameterCount).thenComparing(Method::toString))
          .orElseThrow(() -> new IllegalStateException("Delta's log has no getSnapshotAt"));

  private DeltaVersions() {}

  private static boolean isLeftOut(Class<?> type) {
    return type == Option.class || type == boolean.class;
  }

  static Snapshot snapshot(DeltaLog log, long version) {
    Object[] arguments =
        Arrays.stream(SNAPSHOT_AT.getParameterTypes())
            .map(type -> type == boolean.class ? (Object) false : Option.empty())
            .toArray();
    arguments[0] = version;
    try {
      return (Snapshot) SNAPSHOT_AT.invoke(log, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
