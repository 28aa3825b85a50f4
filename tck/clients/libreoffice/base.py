#!/usr/bin/env python3
"""LibreOffice Base on ItemQL, without a window: python3 base.py ITEMQL_JAR

Starts an office of its own, makes a data source, and does with its tables what the data view of Base does: lists them with
their columns and keys, shows rows, changes a cell, inserts a row, changes a key, deletes a row, runs a query with a
parameter. Says what it saw; the exit code is 1 if something was wrong.

Needs (Debian): libreoffice-base libreoffice-base-drivers libreoffice-java-common python3-uno
"""
import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue

PORT = 2099
ROWS = [(1, "Ann", "1990-01-02", True, "12.5"), (2, "Bob", "1985-05-06", False, "3")]


def service(context, name):
    return context.ServiceManager.createInstanceWithContext(name, context)


def start_office(directory):
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo",
         f"--accept=socket,host=127.0.0.1,port={PORT};urp;",
         f"-env:UserInstallation={(directory / 'profile').as_uri()}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            address = f"uno:socket,host=127.0.0.1,port={PORT};urp;StarOffice.ComponentContext"
            return office, resolver.resolve(address)
        except Exception:
            # Not up yet.
            time.sleep(0.5)
    office.terminate()
    raise SystemExit("the office does not start")


def connect(context, directory, jar):
    source = service(context, "com.sun.star.sdb.DatabaseContext").createInstance()
    source.URL = "jdbc:itemql:file:" + str(directory / "store")
    driver = PropertyValue(Name="JavaDriverClass", Value="io.itemql.jdbc.ItemQlDriver")
    path = PropertyValue(Name="JavaDriverClassPath", Value=jar.resolve().as_uri())
    source.Info = tuple(source.Info) + (driver, path)
    source.DatabaseDocument.storeAsURL((directory / "people.odb").as_uri(), ())
    return source.getConnection("", "")


def check(what, expected, seen):
    print(f"{what}: {seen}")
    if seen != expected:
        raise SystemExit(f"{what} should be {expected}")


def rows(row_set):
    row_set.execute()
    found = []
    while row_set.next():
        found.append((row_set.getInt(1), row_set.getString(2), row_set.getString(3), row_set.getBoolean(4),
                      row_set.getString(5)))
    return sorted(found)


def work(context, connection):
    statement = connection.createStatement()
    statement.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR, born DATE, ok BOOLEAN,"
                      " price DECIMAL(10,2))")
    statement.execute("INSERT INTO people VALUES (1, 'Ann', '1990-01-02', true, 12.5), (2, 'Bob', '1985-05-06', false, 3)")
    connection.Tables.refresh()
    check("tables", ("main.people",), connection.Tables.ElementNames)
    table = connection.Tables.getByName("main.people")
    check("columns", ("id", "name", "born", "ok", "price"), table.Columns.ElementNames)
    check("key", ("id",), table.Keys.getByIndex(0).Columns.ElementNames)

    data = service(context, "com.sun.star.sdb.RowSet")
    data.ActiveConnection = connection
    data.CommandType = 0
    data.Command = "main.people"
    check("rows", ROWS, rows(data))
    data.absolute(2)
    data.updateString(2, "Bobby")
    data.updateRow()
    data.moveToInsertRow()
    data.updateInt(1, 3)
    data.updateString(2, "Cy")
    data.insertRow()
    data.absolute(1)
    data.updateInt(1, 10)
    data.updateRow()
    bobby = (2, "Bobby") + ROWS[1][2:]
    cy = (3, "Cy", "", False, "")
    check("edited", [bobby, cy, (10,) + ROWS[0][1:]], rows(data))
    data.absolute(1)
    while data.getInt(1) != 10:
        data.next()
    data.deleteRow()
    check("deleted", [bobby, cy], rows(data))

    query = connection.prepareStatement('SELECT "name", COUNT(*) FROM "main"."people" WHERE "id" > ? GROUP BY "name"')
    query.setInt(1, 2)
    result = query.executeQuery()
    result.next()
    check("query", ("Cy", 1), (result.getString(1), result.getInt(2)))


def main():
    jar = pathlib.Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        office, context = start_office(directory)
        try:
            connection = connect(context, directory, jar)
            work(context, connection)
            connection.close()
        finally:
            office_desktop = service(context, "com.sun.star.frame.Desktop")
            try:
                office_desktop.terminate()
            finally:
                office.wait(30)
    print("all as expected")


if __name__ == "__main__":
    main()
