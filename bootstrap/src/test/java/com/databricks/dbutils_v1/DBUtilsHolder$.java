package com.databricks.dbutils_v1;

import scala.Option;
import scala.Some;

/**
 * Stands where a Databricks cluster has its own: the SDK finds the workspace's address and the
 * token of the command through it, by reflection and under these names.
 */
public final class DBUtilsHolder$ {
  /** The only one. */
  public static final DBUtilsHolder$ MODULE$ = new DBUtilsHolder$();

  // The SDK asks the object for it.
  @SuppressWarnings("ThreadLocalUsage")
  private final InheritableThreadLocal<Object> dbutils0 = new InheritableThreadLocal<>();

  private DBUtilsHolder$() {}

  /** From now on, this thread and those that it starts run a command of this workspace. */
  public void enter(String host, String token) {
    dbutils0.set(new DBUtils(new Notebook(new Context(host, token))));
  }

  /** What notebooks know as {@code dbutils}. */
  public static final class DBUtils {
    private final Notebook notebook;

    DBUtils(Notebook notebook) {
      this.notebook = notebook;
    }

    /** The part. */
    public Notebook notebook() {
      return notebook;
    }
  }

  /** Its part that knows the command. */
  public static final class Notebook {
    private final Context context;

    Notebook(Context context) {
      this.context = context;
    }

    /** The command. */
    public Context getContext() {
      return context;
    }
  }

  /** The command's attributes. */
  public static final class Context {
    private final String host;
    private final String token;

    Context(String host, String token) {
      this.host = host;
      this.token = token;
    }

    /** The token of the command. */
    public Option<String> apiToken() {
      return new Some<>(token);
    }

    /** The workspace's address. */
    public Option<String> apiUrl() {
      return new Some<>(host);
    }
  }
}
