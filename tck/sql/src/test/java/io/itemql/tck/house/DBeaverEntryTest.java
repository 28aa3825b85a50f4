package io.itemql.tck.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Driver;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The entry that users copy into DBeaver's list of drivers names the driver that there is. */
class DBeaverEntryTest {
    @Test
    void theEntryNamesTheDriver() throws Exception {
        Element driver = (Element) DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Checkout.path("samples/dbeaver/drivers.xml").toFile())
                .getElementsByTagName("driver")
                .item(0);
        assertNotNull(driver);
        Driver made = Class.forName(driver.getAttribute("class"))
                .asSubclass(Driver.class)
                .getConstructor()
                .newInstance();
        String url = driver.getAttribute("url");
        assertTrue(made.acceptsURL(url.replace("{folder}", "here")), url);
        Element library = (Element) driver.getElementsByTagName("library").item(0);
        assertEquals("jar", library.getAttribute("type"));
        assertTrue(library.getAttribute("path").endsWith("/itemql-jdbc.jar"));
        assertTrue(Checkout.read("docs/dbeaver.md").contains(driver.getAttribute("class")));
    }
}
