package io.itemql.jdbc.internal.metadata;

import java.sql.DatabaseMetaData;
import java.util.List;

/** Names, versions and words. */
interface Vocabulary extends DatabaseMetaData {
    /** The client information that JDBC defines. */
    List<String> CLIENT_INFO_NAMES = List.of("ApplicationName", "ClientHostname", "ClientUser");

    /** The version of the driver and of the database, which are one. */
    int MAJOR_VERSION = 0;

    /** See {@link #MAJOR_VERSION}. */
    int MINOR_VERSION = 1;

    @Override
    default String getDatabaseProductName() {
        return "ItemQL";
    }

    @Override
    default String getDatabaseProductVersion() {
        return MAJOR_VERSION + "." + MINOR_VERSION;
    }

    @Override
    default int getDatabaseMajorVersion() {
        return MAJOR_VERSION;
    }

    @Override
    default int getDatabaseMinorVersion() {
        return MINOR_VERSION;
    }

    @Override
    default String getDriverName() {
        return "ItemQL JDBC Driver";
    }

    @Override
    default String getDriverVersion() {
        return getDatabaseProductVersion();
    }

    @Override
    default int getDriverMajorVersion() {
        return MAJOR_VERSION;
    }

    @Override
    default int getDriverMinorVersion() {
        return MINOR_VERSION;
    }

    @Override
    default int getJDBCMajorVersion() {
        return 4;
    }

    @Override
    default int getJDBCMinorVersion() {
        return 3;
    }

    @Override
    default String getIdentifierQuoteString() {
        return "\"";
    }

    @Override
    default String getSearchStringEscape() {
        return String.valueOf(NamePattern.ESCAPE);
    }

    @Override
    default String getExtraNameCharacters() {
        return "";
    }

    @Override
    default String getSchemaTerm() {
        return "schema";
    }

    @Override
    default String getProcedureTerm() {
        return "procedure";
    }

    @Override
    default String getCatalogTerm() {
        return "catalog";
    }

    @Override
    default String getCatalogSeparator() {
        return ".";
    }

    /** The words beyond SQL:2003 that need quotes as names. */
    @Override
    default String getSQLKeywords() {
        return "LIMIT,MINUS,RETURNING";
    }

    @Override
    default String getNumericFunctions() {
        return "ABS,ACOS,ASIN,ATAN,ATAN2,CEILING,COS,COT,DEGREES,EXP,FLOOR,LOG,LOG10,MOD,PI,POWER,RADIANS,RAND,ROUND,"
                + "SIGN,SIN,SQRT,TAN,TRUNCATE";
    }

    @Override
    default String getStringFunctions() {
        return "ASCII,CHAR,CHAR_LENGTH,CHARACTER_LENGTH,CONCAT,DIFFERENCE,INSERT,LCASE,LEFT,LENGTH,LOCATE,LTRIM,"
                + "OCTET_LENGTH,POSITION,REPEAT,REPLACE,RIGHT,RTRIM,SOUNDEX,SPACE,SUBSTRING,UCASE";
    }

    @Override
    default String getSystemFunctions() {
        return "DATABASE,IFNULL,USER";
    }

    @Override
    default String getTimeDateFunctions() {
        return "CURDATE,CURRENT_DATE,CURRENT_TIME,CURRENT_TIMESTAMP,CURTIME,DAYNAME,DAYOFMONTH,DAYOFWEEK,DAYOFYEAR,"
                + "EXTRACT,HOUR,MINUTE,MONTH,MONTHNAME,NOW,QUARTER,SECOND,TIMESTAMPADD,TIMESTAMPDIFF,WEEK,YEAR";
    }
}
